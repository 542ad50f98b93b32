package io.jenkins.plugins.greenlight.stage.coverage.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineCoverageTest {
    private static ReportedCoverage report(CoverageFormat format, Counters totals, SourceLines... files) {
        return new ReportedCoverage(format, List.of(files), totals, Map.of());
    }

    private static SourceLines file(String path, String module, int covered, int missed) {
        var files = new SourceCollector();
        var file = files.file(new SourceName(path, module, "p"));
        for (int line = 1; line <= covered + missed; line++) {
            file.line(line, line <= covered, 0, 0, 0, 0);
        }
        file.method(covered > 0, path, "f");
        return files.files().get(0);
    }

    @Test void addsUpOnlyTheFilesThatAreWanted() {
        var totals = new Counters();
        totals.add(Metric.METHOD, new Ratio(7, 9));
        var all = CoverageMerge.of(List.of(report(CoverageFormat.JACOCO, totals, file("a", "", 1, 1), file("gen/b", "", 0, 5))));

        assertThat(all.totals().get(Metric.METHOD)).hasToString("7/9");

        var some = all.only(file -> !file.path().startsWith("gen/"));

        assertThat(some.totals().get(Metric.LINE)).hasToString("1/2");
        assertThat(some.totals().get(Metric.METHOD)).hasToString("1/1");
        assertThat(some.packages().get("p").get(Metric.LINE)).hasToString("1/2");
        assertThat(all.only(file -> false).totals().isEmpty()).isTrue();
    }

    @Test void keepsFilesOfOnePathInTwoModulesApart() {
        var merged = CoverageMerge.of(List.of(report(CoverageFormat.JACOCO, new Counters(), file("a", "one", 2, 0), file("a",
                "two", 0, 2)),
                report(CoverageFormat.JACOCO, new Counters(), file("a", "", 1, 2))));

        assertThat(merged.files()).extracting(file -> file.name().module()).containsExactly("one", "two");
        assertThat(merged.totals().get(Metric.LINE)).hasToString("2/5");
    }

    @Test void saysWhetherEveryReportListsItsLines() {
        var sums = new Counters();
        sums.add(Metric.LINE, new Ratio(3, 4));
        var byLine = report(CoverageFormat.LCOV, new Counters(), file("a", "", 1, 1));

        assertThat(CoverageMerge.of(List.of(byLine)).isByLine()).isTrue();
        assertThat(CoverageMerge.of(List.of()).isByLine()).isTrue();

        var merged = CoverageMerge.of(List.of(byLine, report(CoverageFormat.JACOCO, sums)));
        assertThat(merged.isByLine()).isFalse();
        assertThat(merged.totals().get(Metric.LINE)).hasToString("4/6");
    }
}
