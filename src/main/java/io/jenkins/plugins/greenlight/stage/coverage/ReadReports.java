package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.reader.CoverageRecogniser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The coverage reports there are.
 *
 * @param opened   every file that was
 * @param count    how many of them hold a report
 * @param problems what is wrong with the others
 */
record ReadReports(List<StageFile> opened, int count, LineCoverage coverage, List<ReportProblem> problems) {
    static ReadReports of(CoverageConfig config, Ports ports) throws StageException, InterruptedException {
        var found = ReportFiles.find(ports.workspace(), config.reports(), config.sources(), ports.log());
        var problems = new ArrayList<>(found.problems());
        var merge = new CoverageMerge();
        int read = 0;
        var opened = new ArrayList<StageFile>();
        for (var file : found.fresh()) {
            var report = read(file, ports.workspace(), problems);
            opened.add(StageFile.of(file, report.map(is -> is.format().mediaType()).orElse(StageFile.UNKNOWN)));
            report.ifPresent(merge::add);
            read += report.isPresent() ? 1 : 0;
        }
        return new ReadReports(opened, read, merge.merged(), problems);
    }

    private static Optional<ReportedCoverage> read(Path file, Workspace workspace, List<ReportProblem> problems) {
        var name = ReportFiles.name(workspace, file);
        try {
            var report = CoverageRecogniser.read(file, name, workspace.root());
            if (!report.isEmpty()) {
                return Optional.of(report);
            }
            problems.add(new ReportProblem(name, ReportProblem.Kind.INCOMPLETE, name + " records nothing: no line, no counter",
                    "See that the tests ran with the coverage tool's agent and that the report was given the classes."));
        } catch (ParseException | IOException e) {
            problems.add(new ReportProblem(name, ReportProblem.Kind.UNREADABLE,
                    ParseException.told(name, e),
                    "Expected a complete report in " + CoverageRecogniser.formats() + ". Run the tests and the report again."));
        }
        return Optional.empty();
    }
}
