package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The test reports there are.
 *
 * @param opened   every file that was
 * @param problems with any of them nobody can say how many tests ran
 */
record ReadTests(List<StageFile> opened, TestCounts counts, List<ReportProblem> problems) {
    static ReadTests of(CoverageConfig config, Ports ports) throws StageException, InterruptedException {
        var found = ReportFiles.find(ports.workspace(), config.terms().tests(), config.sources(), ports.log());
        var problems = new ArrayList<>(found.problems());
        var counts = TestCounts.NONE;
        var opened = new ArrayList<StageFile>();
        for (var file : found.fresh()) {
            var name = ReportFiles.name(ports.workspace(), file);
            try {
                counts = counts.plus(TestCounts.read(file, name));
                opened.add(StageFile.of(file, "application/xml"));
            } catch (ParseException | IOException e) {
                opened.add(StageFile.of(file, StageFile.UNKNOWN));
                problems.add(new ReportProblem(name, ReportProblem.Kind.UNREADABLE, ParseException.told(name, e),
                        "Expected a complete JUnit XML report. Run the tests again."));
            }
        }
        if (problems.isEmpty() && counts.ran() == 0) {
            problems.add(new ReportProblem(String.join(", ", config.terms().tests()), ReportProblem.Kind.INCOMPLETE,
                    "no test ran: " + counts + ", by " + opened.size() + (opened.size() == 1 ? " report" : " reports"),
                    "See that the tests were found and not all skipped."));
        }
        return new ReadTests(opened, counts, problems);
    }
}
