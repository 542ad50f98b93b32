package benchmarks.gates;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.reader.CoverageRecogniser;
import java.nio.file.Path;
import java.util.List;

/** Greenlight's readers: {@code FORMAT SMALL REPORT}. */
public final class OursMain {
    private OursMain() { }

    /** Counts findings as they come, as the gate does, and keeps none. */
    private static final class Counting implements FindingSink, Reading.Result {
        private long open;
        private long ended;

        @Override public void found(Finding finding) {
            open++;
        }

        @Override public void suppressed(Suppressed suppressed) { }

        @Override public void end(ScanRun run) {
            if (!run.doubts().isEmpty()) {
                throw new IllegalStateException(run.source() + " is doubted: " + run.doubts() + ". Expected a report to trust.");
            }
            ended += open;
            open = 0;
        }

        @Override public long count() {
            return ended;
        }
    }

    public static void main(String[] args) throws Exception {
        Measurement.run(reading(args[0]), Path.of(args[1]), Path.of(args[2]));
    }

    private static Reading reading(String format) {
        return switch (format) {
            case "trivy", "sarif", "spotbugs", "bandit" -> OursMain::findings;
            default -> OursMain::lines;
        };
    }

    /** Keeps every line, as the gate does, and adds them up. */
    private static Reading.Result lines(Path file) throws Exception {
        var coverage = CoverageMerge.of(List.of(CoverageRecogniser.read(file, file.getFileName().toString())));
        return () -> coverage.totals().get(Metric.LINE).total();
    }

    private static Reading.Result findings(Path file) throws Exception {
        var sink = new Counting();
        ReportRecogniser.read(file, file.getFileName().toString(), sink);
        return sink;
    }
}
