package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealTrivyReportsTest {
    private static final Path FOLDER = Path.of("../shared/fixtures/trivy");

    @BeforeAll static void needsTheFolderBesideTheProject() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "The folder of real reports " + FOLDER + " is not beside the project.");
    }

    private static CollectedRun read(String name) throws IOException {
        return Reading.of(FOLDER.resolve(name), name).get(0);
    }

    @ParameterizedTest
    @CsvSource({"alpine-310.json, VULNERABILITY, 0, 0, 4, 0, 0", "npm.json, VULNERABILITY, 0, 0, 1, 0, 0",
        "gomod.json, VULNERABILITY, 0, 0, 1, 0, 4", "helm.json, MISCONFIGURATION, 0, 3, 4, 11, 0", "secrets.json, SECRET, 1, 1, 0, 0, 0",
        "license-cyclonedx.json, LICENSE, 0, 0, 1, 2, 0", "npm-with-suppressed.json, VULNERABILITY, 0, 1, 0, 0, 0"})
    void countsWhatIsThere(String name, FindingKind kind, long critical, long high, long medium, long low, long unknown) throws IOException {
        var report = read(name);

        assertThat(report.run().format()).isEqualTo(ReportFormat.TRIVY);
        assertThat(report.run().doubts()).isEmpty();
        assertThat(report.findings()).allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(kind));
        assertThat(new long[] {count(report, Severity.CRITICAL), count(report, Severity.HIGH), count(report, Severity.MEDIUM),
            count(report, Severity.LOW), count(report, Severity.INFO), count(report, Severity.UNKNOWN)})
                .containsExactly(critical, high, medium, low, 0, unknown);
        assertThat(report.findings()).extracting(finding -> finding.fingerprint()).doesNotHaveDuplicates();
    }

    @Test void keepsWhatAVexFileSuppressed() throws IOException {
        var suppressed = read("npm-with-suppressed.json").suppressed();

        assertThat(suppressed).singleElement().satisfies(one -> {
            assertThat(one.finding().rule()).isEqualTo("CVE-2017-16137");
            assertThat(one.by()).isEqualTo("./vex.json");
            assertThat(one.why()).startsWith("not_affected");
        });
    }

    private static long count(CollectedRun report, Severity severity) {
        return report.findings().stream().filter(finding -> finding.severity() == severity).count();
    }
}
