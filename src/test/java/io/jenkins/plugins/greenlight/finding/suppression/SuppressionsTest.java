package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Finding;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionsTest {
    @TempDir private Path folder;
    private SuppressionFolder files;

    @BeforeEach void start() {
        files = new SuppressionFolder(folder);
    }

    @Test void holdsThroughItsLastDayAndNoLonger() {
        var read = files.entries("- id: A", "reason: r", "owner: o", "expires: 2026-06-15").read();

        assertThat(read.match(code("A", "f"), TODAY)).isPresent();
        assertThat(read.expired(TODAY)).isEmpty();
        assertThat(read.match(code("A", "f"), TODAY.plusDays(1))).isEmpty();
        assertThat(read.expired(TODAY.plusDays(1))).hasSize(1);
    }

    @Test void tellsOfAnExpiryFourteenDaysBefore() {
        var read = files.entries("- id: A", "reason: r", "owner: o", "expires: 2026-06-29", "- id: B", "reason: r", "owner: o",
                "expires: never").read();

        assertThat(read.expiring(TODAY.minusDays(1), 14)).isEmpty();
        assertThat(read.expiring(TODAY, 14)).extracting(Suppression::id).containsExactly("A");
        assertThat(read.expiring(TODAY.plusDays(14), 14)).extracting(Suppression::id).containsExactly("A");
        assertThat(read.expiring(TODAY.plusDays(15), 14)).isEmpty();
    }

    @Test void takesTheFirstThatHolds() {
        var read = files.entries("- id: A", "reason: old", "owner: o", "expires: 2026-01-01", "- paths: [f]", "reason: first", "owner: o",
                "expires: never", "- id: a", "tool: SpotBugs", "reason: second", "owner: o", "expires: never").read();

        assertThat(read.match(code("A", "f"), TODAY)).map(Suppression::reason).contains("first");
        assertThat(read.match(code("A", "g"), TODAY)).map(Suppression::reason).contains("second");
        assertThat(read.unused()).isEmpty();
    }

    @Test void knowsWhichHaveCoveredNothing() {
        var read = files.entries("- id: A", "reason: r", "owner: o", "expires: never", "- id: B", "reason: r", "owner: o", "expires: never")
                .with(".trivyignore", "C\n").read();

        read.match(code("B", "f"), TODAY);

        assertThat(read.unused()).extracting(Suppression::id).containsExactly("A");
        assertThat(read.all()).hasSize(3);
    }

    @Test void suppressesNothingWithoutAFile() {
        assertThat(Suppressions.none().match(code("A", "f"), TODAY)).isEmpty();
        assertThat(files.read().all()).isEmpty();
    }

    @Test void readsFilesOfAllFormatsTogether() {
        var read = files.entries("- id: A", "reason: r", "owner: o", "expires: never").with(".trivyignore", "B\n")
                .with(".trivyignore.yaml", "secrets:\n  - id: C\n").with("vex.json", """
                {"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "D", "analysis": {"state": "not_affected"},
                  "affects": [{"ref": "pkg:npm/a@1"}]}]}""").read();

        assertThat(read.all()).extracting(Suppression::format).containsExactly(SuppressionFormat.GREENLIGHT, SuppressionFormat.TRIVY_IGNORE,
                SuppressionFormat.TRIVY_IGNORE_YAML, SuppressionFormat.CYCLONEDX_VEX);
        assertThat(read.all()).extracting(Suppression::source).containsExactly("suppressions.yaml:3", ".trivyignore:1", ".trivyignore.yaml:2",
                "vex.json:1");
    }

    /** One after the other would be 500 million comparisons, of patterns too; expected are two seconds of a processor. */
    @Test void isFastWithManyOfBoth() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            lines.addAll(List.of(i % 4 == 0 ? "- paths: [\"**/gen" + i + "/**/*.java\"]" : "- id: RULE-" + i, "reason: r", "owner: o", "expires: never"));
        }
        var read = files.entries(lines.toArray(String[]::new)).read();

        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long suppressed = 0;
        for (int i = 0; i < 500_000; i++) {
            suppressed += read.match(finding(i), TODAY).isPresent() ? 1 : 0;
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;

        assertThat(suppressed).isEqualTo(187_500);
        assertThat(seconds).isLessThan(30);
    }

    /** Of 2000 rules 750 are suppressed, and none of the files. */
    private static Finding finding(int number) {
        return code("RULE-" + number % 2000, "src/main/java/org/example/part" + number / 100 + "/File.java");
    }
}
