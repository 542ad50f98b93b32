package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealReportsTest {
    private static final Path FOLDER = Path.of("../shared/fixtures");

    @BeforeAll static void needsTheFolderBesideTheProject() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "The folder of real reports " + FOLDER + " is not beside the project.");
    }

    @ParameterizedTest
    @CsvSource({"sarif/alpine-310.sarif, 4, 0", "sarif/Suppressions.sarif, 6, 3", "sarif/Baseline.sarif, 3, 0",
        "spotbugs/findbugs-native.xml, 2, 0", "spotbugs/fbcontrib.xml, 59, 0"})
    void countsWhatIsThere(String name, int findings, int suppressed) throws IOException {
        var report = Reading.of(FOLDER.resolve(name), name).get(0);

        assertThat(report.findings()).hasSize(findings);
        assertThat(report.suppressed()).hasSize(suppressed);
        assertThat(report.run().doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sarif/alpine-310.sarif, MEDIUM, 4", "sarif/Baseline.sarif, MEDIUM, 3", "spotbugs/fbcontrib.xml, MEDIUM, 48",
        "spotbugs/fbcontrib.xml, LOW, 11", "spotbugs/findbugs-native.xml, MEDIUM, 2"})
    void putsThemIntoTheirBuckets(String name, Severity severity, int count) throws IOException {
        assertThat(Reading.of(FOLDER.resolve(name), name).get(0).findings())
                .filteredOn(finding -> finding.severity() == severity).hasSize(count);
    }

    @Test void placesEverySpotBugsFinding() throws IOException {
        assertThat(Reading.of(FOLDER.resolve("spotbugs/fbcontrib.xml"), "f").get(0).findings())
                .allSatisfy(finding -> assertThat(finding.file()).endsWith(".java"));
    }

    @Test void knowsScorePackageAndFixOfTrivysSarif() throws IOException {
        var findings = Reading.of(FOLDER.resolve("sarif/alpine-310.sarif"), "f").get(0).findings();

        assertThat(findings).allMatch(finding -> finding.cvss().isPresent()).allMatch(Finding::isFixable)
                .allMatch(finding -> finding.kind() == FindingKind.VULNERABILITY);
        assertThat(findings).extracting(Finding::rule).containsOnly("CVE-2019-1549", "CVE-2019-1551");
        assertThat(findings).extracting(finding -> finding.affected().orElseThrow().name()).containsOnly("libcrypto1.1",
                "libssl1.1");
        assertThat(findings).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    }
}
