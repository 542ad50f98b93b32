package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineVisitor;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reports written in tests, and what is read from them, in words. */
final class ReportText {
    private ReportText() { }

    static ReportedCoverage read(Path folder, byte[] bytes) throws IOException {
        return CoverageRecogniser.read(Files.write(folder.resolve("report"), bytes), "report");
    }

    static ReportedCoverage read(Path folder, String text) throws IOException {
        return read(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static LineCoverage coverage(Path folder, String... texts) throws IOException {
        var merge = new CoverageMerge();
        for (String text : texts) {
            merge.add(read(folder, text));
        }
        return merge.merged();
    }

    static String total(LineCoverage coverage, Metric metric) {
        return coverage.totals().get(metric).toString();
    }

    /** Such as {@code 5+ 6-1/2 7?0/2}: executed or not, branches, not known to be executable. */
    static String lines(SourceLines file) {
        List<String> all = new ArrayList<>();
        file.forEach(new LineVisitor() {
            @Override public void line(int number, boolean covered, int instructions, int missedInstructions, int branches,
                    int missed) {
                all.add(number + (covered ? "+" : "-") + of(branches, missed));
            }

            @Override public void branches(int number, int covered, int missed) {
                all.add(number + "?" + of(covered, missed));
            }
        });
        return String.join(" ", all);
    }

    private static String of(int covered, int missed) {
        return covered + missed == 0 ? "" : covered + "/" + (covered + missed);
    }
}
