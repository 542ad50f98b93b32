package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CycloneDxReaderTest {
    @TempDir private Path folder;

    private CollectedRun read(String text) throws IOException {
        return Reading.of(Files.writeString(folder.resolve("report"), text.replace('\'', '"')), "report").get(0);
    }

    private static CollectedRun all() throws IOException {
        return Reading.of(Fixture.file("cyclonedx.json"), "cyclonedx.json").get(0);
    }

    private static String name(Finding finding) {
        return finding.affected().map(found -> found.name() + "|" + found.version() + "|" + found.purl()).orElse("");
    }

    @Test void makesAFindingOfEachComponentThatIsAffected() throws IOException {
        assertThat(all().findings()).extracting(Finding::rule, Finding::severity, CycloneDxReaderTest::name).containsExactly(
                tuple("SNYK-1", Severity.HIGH, "com.example:outer|2.9.4|pkg:maven/com.example/outer@2.9.4"),
                tuple("SNYK-1", Severity.HIGH, "inner|1.0|"),
                tuple("CVE-2026-0002", Severity.HIGH, "@scope/name|1.2.3|pkg:npm/@scope/name@1.2.3"),
                tuple("", Severity.UNKNOWN, ""));
    }

    @Test void takesAllThatAVulnerabilitySays() throws IOException {
        var first = all().findings().get(0);

        assertThat(first.kind()).isEqualTo(FindingKind.VULNERABILITY);
        assertThat(first.aliases()).containsExactly("CVE-2026-0001");
        assertThat(first.cvss()).as("of its own source, of version 3").hasValue(7.5);
        assertThat(first.cwes()).containsExactly("CWE-184", "CWE-502");
        assertThat(first.message()).isEqualTo("Reads what it should not.");
        assertThat(first.helpLink()).isEqualTo("https://advisory.example/1");
        assertThat(first.isFixable()).isFalse();
        assertThat(all().run().tool()).isEqualTo("Depot");
        assertThat(all().run().version()).isEqualTo("4.2");
        assertThat(all().run().format()).isEqualTo(ReportFormat.CYCLONEDX);
        assertThat(all().run().doubts()).isEmpty();
    }

    @Test void suppressesWhatTheAnalysisLetsGoAndSaysWhy() throws IOException {
        assertThat(all().suppressed()).extracting(one -> one.finding().rule(), Suppressed::by, Suppressed::why).containsExactly(
                tuple("CVE-2026-0003", "cyclonedx.json", "not_affected: code_not_reachable: It is never called."),
                tuple("CVE-2026-0004", "cyclonedx.json", "resolved_with_pedigree"),
                tuple("CVE-2026-0005", "cyclonedx.json", "unaffected version"));
    }

    /** A source that is not understood must not leave the word to one that thinks less of it. */
    @Test void goesByTheScoreWhereAWordSaysNothing() throws IOException {
        assertThat(read("{'bomFormat': 'CycloneDX', 'specVersion': '1.5', 'vulnerabilities': [{'source': {'name': 'NVD'}, 'ratings': [{'source':"
                + " {'name': 'NVD'}, 'severity': 'unknown', 'method': 'CVSSv31', 'score': 9.8}, {'severity': 'low'}]}]}").findings())
                .extracting(Finding::severity).containsExactly(Severity.CRITICAL);
    }

    @ParameterizedTest
    @CsvSource({"resolved, 1", "resolved_with_pedigree, 1", "false_positive, 1", "not_affected, 1", "exploitable, 0", "in_triage, 0",
        "something_new, 0"})
    void suppressesByTheStateAlone(String state, int suppressed) throws IOException {
        var report = read("{'bomFormat': 'CycloneDX', 'specVersion': '1.4', 'vulnerabilities': [{'id': 'X', 'analysis': {'state': '" + state
                + "'}}]}");

        assertThat(report.suppressed()).hasSize(suppressed);
        assertThat(report.findings()).hasSize(1 - suppressed);
    }

    @ParameterizedTest
    @CsvSource({"critical, CRITICAL", "high, HIGH", "medium, MEDIUM", "low, LOW", "info, INFO", "none, INFO", "unknown, UNKNOWN",
        "odd, UNKNOWN", "HIGH, HIGH", "Critical, CRITICAL"})
    void putsEverySeverityIntoItsOwnBucket(String word, Severity bucket) throws IOException {
        assertThat(read("{'bomFormat': 'CycloneDX', 'specVersion': '1.5', 'vulnerabilities': [{'ratings': [{'severity': '" + word + "'}]}]}")
                .findings()).extracting(Finding::severity).containsExactly(bucket);
    }

    @Test void findsTheSameWhereverTheComponentsStand() throws IOException {
        String vulnerabilities = "'vulnerabilities': [{'id': 'X', 'affects': [{'ref': 'a'}, {'ref': 'app'}]}]";
        String inventory = "'components': [{'name': 'o', 'components': [{'bom-ref': 'a', 'name': 'A', 'version': '1'}]}],"
                + " 'metadata': {'component': {'bom-ref': 'app', 'name': 'shop'}}";
        String head = "{'bomFormat': 'CycloneDX', 'specVersion': '1.4', ";

        var before = read(head + inventory + ", " + vulnerabilities + "}").findings();

        assertThat(before).extracting(CycloneDxReaderTest::name).containsExactly("A|1|", "shop||");
        assertThat(read(head + vulnerabilities + ", " + inventory + "}").findings()).isEqualTo(before);
    }

    @Test void takesTheReferenceItselfWhereTheComponentIsElsewhere() throws IOException {
        assertThat(read("{'bomFormat': 'CycloneDX', 'specVersion': '1.4', 'vulnerabilities': [{'id': 'X', 'affects': [{'ref': 'urn:cdx:s/1#a'},"
                + " {'ref': 'pkg:maven/g/a@1+b?type=jar#x'}, {'ref': 'pkg:npm/%40s/n'}, {'ref': 'pkg:npm/%ZZ'}]}]}").findings())
                .extracting(CycloneDxReaderTest::name)
                .containsExactly("a||", "g:a|1+b|pkg:maven/g/a@1+b?type=jar#x", "@s/n||pkg:npm/%40s/n", "%ZZ||pkg:npm/%ZZ");
    }

    @Test void staysTheSameFindingWhenTheVersionChanges() throws IOException {
        String report = "{'bomFormat': 'CycloneDX', 'specVersion': '1.4', 'vulnerabilities': [{'id': 'X', 'affects': [{'ref': 'pkg:npm/a@%s'}]}]}";

        assertThat(read(report.formatted("1")).findings().get(0).fingerprint())
                .isEqualTo(read(report.formatted("2")).findings().get(0).fingerprint());
    }

    @Test void knowsAnInventoryFromACleanScan() throws IOException {
        assertThat(read("{'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'vulnerabilities': []}").findings()).isEmpty();
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> read("{'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'components': []}"))
                .withMessageContaining("inventory").withMessageContaining("trivy sbom");
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> read("{'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'vulnerabilities': null}"));
    }

    @Test void doubtsTheEmptyListThatTrivyWritesWithoutLooking() throws IOException {
        String report = "{'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'metadata': {'tools': [{'vendor': 'v', 'name': '%s', 'version': '1'}]},"
                + " 'vulnerabilities': [%s]}";

        assertThat(read(report.formatted("trivy", "")).run().doubts()).singleElement().asString().contains("--format json");
        assertThat(read(report.formatted("trivy", "{'id': 'X'}")).run().doubts()).isEmpty();
        assertThat(read(report.formatted("depot", "")).run().doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2", "2.0", ""})
    void refusesAVersionWithoutVulnerabilities(String version) {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> read("{'bomFormat': 'CycloneDX', 'specVersion': '" + version + "', 'vulnerabilities': []}"))
                .withMessageStartingWith("report:1:").withMessageContaining("\"" + version + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[{'affects': {}}]", "[{'affects': ['a']}]", "[{'ratings': [{'score': 'x'}]}]", "[{'cwes': ['x']}]"})
    void refusesWithItsPlaceWhatItCannotRead(String vulnerabilities) {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> read("{'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'vulnerabilities': " + vulnerabilities + "}"))
                .withMessageStartingWith("report:1:");
    }
}
