package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.Thresholds;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.reader.CoverageRecogniser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stops delivery when the tests reach too little of the code, or when nobody can say how much. */
public final class CoverageStage implements Stage<CoverageReport> {
    private final CoverageConfig config;
    private final String commit;
    private final Path output;

    /** @param commit being delivered, for the report; JaCoCo's files name none to compare with. Empty when unknown
     *  @param output for what it writes; made when something is */
    public CoverageStage(CoverageConfig config, String commit, Path output) {
        this.config = config;
        this.commit = commit;
        this.output = output;
    }

    @Override public StageId id() {
        return StageId.COVERAGE;
    }

    @Override public CoverageReport run(Ports ports) throws StageException, InterruptedException {
        var found = ReportFiles.find(ports.workspace(), config.reports(), config.sources(), ports.log());
        var problems = new ArrayList<>(found.problems());
        var merge = new CoverageMerge();
        int read = 0;
        var opened = new ArrayList<StageFile>();
        for (var file : found.fresh()) {
            var report = read(file, ReportFiles.name(ports.workspace(), file), problems);
            opened.add(StageFile.of(file, report.map(is -> is.format().mediaType()).orElse(StageFile.UNKNOWN)));
            report.ifPresent(merge::add);
            read += report.isPresent() ? 1 : 0;
        }
        return new CoverageReport(commit, opened, read, merge.merged(), problems);
    }

    @Override public Verdict judge(CoverageReport report) {
        var problems = new Verdict(report.problems().stream().map(ReportProblem::check).toList());
        return problems.and(Thresholds.judge(config.checks(), report.measures())).under(config.onMissing()).under(config.mode());
    }

    private static Optional<ReportedCoverage> read(Path file, String name, List<ReportProblem> problems) {
        try {
            var report = CoverageRecogniser.read(file, name);
            if (!report.isEmpty()) {
                return Optional.of(report);
            }
            problems.add(new ReportProblem(name, ReportProblem.Kind.INCOMPLETE, name + " records nothing: no line, no counter",
                    "See that the tests ran with the coverage tool's agent and that the report was given the classes."));
        } catch (ParseException | IOException e) {
            problems.add(new ReportProblem(name, ReportProblem.Kind.UNREADABLE,
                    e instanceof ParseException ? e.getMessage() : name + " cannot be read: " + e,
                    "Expected a complete report in " + CoverageRecogniser.formats() + ". Run the tests and the report again."));
        }
        return Optional.empty();
    }
}
