package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.CollectingSink;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stops delivery when scanners found more than is allowed, or when nobody can say what they found. */
public final class SecurityStage implements Stage<SecurityReport> {
    private final SecurityConfig config;
    private final String commit;
    private final Path output;

    /** @param commit being delivered; empty when unknown, then no report is taken for another commit's
     *  @param output for what it writes; made when something is */
    public SecurityStage(SecurityConfig config, String commit, Path output) {
        this.config = config;
        this.commit = commit;
        this.output = output;
    }

    @Override public StageId id() {
        return StageId.SECURITY;
    }

    @Override public SecurityReport run(Ports ports) throws StageException, InterruptedException {
        var files = ReportFiles.find(ports.workspace(), config.reports(), config.sources(), ports.log());
        var problems = new ArrayList<>(files.problems());
        var scans = new ArrayList<CollectedRun>();
        var opened = new ArrayList<StageFile>();
        for (var file : files.fresh()) {
            var read = read(file, ReportFiles.name(ports.workspace(), file), problems);
            opened.add(StageFile.of(file, read.isEmpty() ? StageFile.UNKNOWN : read.get(0).run().format().mediaType()));
            for (var scan : read) {
                if (scan.run().isForeignTo(commit)) {
                    problems.add(foreign(scan.run()));
                } else {
                    scan.run().doubts().forEach(doubt -> problems.add(incomplete(scan.run(), doubt)));
                    scans.add(scan);
                }
            }
        }
        return new SecurityReport(scans, problems, opened);
    }

    @Override public Verdict judge(SecurityReport report) {
        var problems = new Verdict(report.problems().stream().map(ReportProblem::check).toList());
        var thresholds = report.problems().isEmpty() || config.checks().all().isEmpty()
                ? Thresholds.judge(config.checks(), report.measures())
                : new LeastCounts(report.counted()).judge(config.checks());
        return problems.and(thresholds).under(config.onMissing()).under(config.mode());
    }

    private static List<CollectedRun> read(Path file, String name, List<ReportProblem> problems) {
        try {
            var sink = new CollectingSink();
            ReportRecogniser.read(file, name, sink);
            return sink.runs();
        } catch (ParseException | IOException e) {
            problems.add(new ReportProblem(name, ReportProblem.Kind.UNREADABLE,
                    e instanceof ParseException ? e.getMessage() : name + " cannot be read: " + e,
                    "Expected a complete report in " + ReportRecogniser.formats() + ". Run the scanner again."));
            return List.of();
        }
    }

    private ReportProblem foreign(ScanRun scan) {
        return new ReportProblem(scan.source(), ReportProblem.Kind.FOREIGN, scan.source() + " is foreign: " + scan.tool()
                + " looked at commit " + String.join(", ", scan.commits()) + ", not at " + commit, "Scan this very commit.");
    }

    private static ReportProblem incomplete(ScanRun scan, String doubt) {
        return new ReportProblem(scan.source(), ReportProblem.Kind.INCOMPLETE, scan.source() + ": " + doubt,
                "See why in the log of " + scan.tool() + " and run it again.");
    }
}
