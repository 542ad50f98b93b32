package io.jenkins.plugins.greenlight.finding.reader;

import static io.jenkins.plugins.greenlight.finding.FindingKind.LICENSE;
import static io.jenkins.plugins.greenlight.finding.FindingKind.MISCONFIGURATION;
import static io.jenkins.plugins.greenlight.finding.FindingKind.SECRET;
import static io.jenkins.plugins.greenlight.finding.FindingKind.VULNERABILITY;
import static io.jenkins.plugins.greenlight.finding.Severity.CRITICAL;
import static io.jenkins.plugins.greenlight.finding.Severity.HIGH;
import static io.jenkins.plugins.greenlight.finding.Severity.LOW;
import static io.jenkins.plugins.greenlight.finding.Severity.MEDIUM;
import static io.jenkins.plugins.greenlight.finding.Severity.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.OperatingSystem;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrivyReaderTest {
    @TempDir private Path folder;

    private CollectedRun read(String text) throws IOException {
        var runs = Reading.of(Files.writeString(folder.resolve("report"), text), "report");
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    /** One result as {@code result}, quotes written as '. */
    private CollectedRun result(String result) throws IOException {
        return read(("{'SchemaVersion': 2, 'ArtifactName': '.', 'Results': [" + result + "]}").replace('\'', '"'));
    }

    private static CollectedRun all() throws IOException {
        return Reading.of(Fixture.file("trivy.json"), "trivy.json").get(0);
    }

    @Test void readsAllFiveArrays() throws IOException {
        assertThat(all().findings()).extracting(Finding::kind, Finding::rule, Finding::severity, Finding::place).containsExactly(
                tuple(VULNERABILITY, "CVE-2026-0001", CRITICAL, ""), tuple(VULNERABILITY, "", UNKNOWN, ""),
                tuple(VULNERABILITY, "CVE-2026-0002", LOW, "app/lib/json-2.1.0.jar"),
                tuple(MISCONFIGURATION, "KSV-0001", MEDIUM, "deploy/pod.yaml:19"),
                tuple(SECRET, "aws-access-key-id", CRITICAL, "deploy.sh:3"),
                tuple(LICENSE, "GPL-3.0", HIGH, "vendor/LICENSE"), tuple(LICENSE, "", UNKNOWN, ""),
                tuple(VULNERABILITY, "CVE-2026-0004", HIGH, "package-lock.json"));
    }

    @Test void keepsWhatTrivyTookOutWithWhoSaysSoAndWhy() throws IOException {
        assertThat(all().suppressed()).extracting(one -> one.finding().kind(), one -> one.finding().rule(), Suppressed::by, Suppressed::why)
                .containsExactly(
                tuple(MISCONFIGURATION, "KSV-0003", "trivy.json", "an exception of Trivy's policy"),
                tuple(VULNERABILITY, "CVE-2026-0003", "./vex.json", "not_affected: vulnerable_code_not_present"),
                tuple(SECRET, "github-pat", ".trivyignore.yaml", "ignored"),
                tuple(LICENSE, "MIT", "--ignored-licenses", "ignored"));
    }

    @Test void takesAllThatAVulnerabilitySays() throws IOException {
        var first = all().findings().get(0);

        assertThat(first.aliases()).containsExactly("DSA-1-1");
        assertThat(first.cvss()).hasValue(9.8);
        assertThat(first.layer()).as("what is in it, however it is packed").isEqualTo("sha256:bb");
        assertThat(first.cwes()).containsExactly("CWE-787", "CWE-120");
        assertThat(first.message()).isEqualTo("zlib: overflow");
        assertThat(first.helpLink()).isEqualTo("https://avd.example/cve-2026-0001");
        assertThat(first.affected()).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("zlib1g");
            assertThat(found.version()).isEqualTo("1:1.2.13");
            assertThat(found.purl()).isEqualTo("pkg:deb/debian/zlib1g@1.2.13?arch=amd64");
            assertThat(found.fixedVersion()).isEqualTo("1:1.2.14");
        });
    }

    @Test void countsAVulnerabilityWithoutAnIdAndTakesWhatThereIs() throws IOException {
        var nameless = all().findings().get(1);

        assertThat(nameless.message()).isEqualTo("Nobody gave it a number.");
        assertThat(nameless.helpLink()).isEqualTo("https://example/bash");
        assertThat(nameless.layer()).isEqualTo("sha256:cc");
        assertThat(nameless.cvss()).isEmpty();
        assertThat(nameless.isFixable()).isFalse();
    }

    @Test void saysOfTheRunWhatTheReportDoes() throws IOException {
        var run = all().run();

        assertThat(run.tool()).isEqualTo("Trivy");
        assertThat(run.version()).isEqualTo("0.65.0");
        assertThat(run.format()).isEqualTo(ReportFormat.TRIVY);
        assertThat(run.commits()).containsExactly("0123456789abcdef0123456789abcdef01234567");
        assertThat(run.doubts()).isEmpty();
    }

    @Test void tellsNobodyTheSecretThatItFound() throws IOException {
        assertThat(all().findings()).noneSatisfy(finding -> assertThat(finding.toString()).contains("shop-demo-only"));
    }

    @Test void namesACheckInEveryWayThatPeopleWriteIt() throws IOException {
        var report = result("{'Target': 'a', 'Misconfigurations': [{'ID': 'KSV012', 'AVDID': 'AVD-KSV-0012'}, {'ID': 'KSV-0012'},"
                + " {'ID': 'N/A', 'AVDID': 'AVD-AWS-0321'}, {'ID': 'N/A'}, {'ID': 'own.check', 'AVDID': 'AVD-0001'}]}");

        assertThat(report.findings()).extracting(Finding::rule).containsExactly("KSV012", "KSV-0012", "AVD-AWS-0321", "", "own.check");
        assertThat(report.findings()).extracting(Finding::aliases).containsExactly(List.of("KSV-0012", "AVD-KSV-0012"),
                List.of("AVD-KSV-0012", "KSV012"), List.of("AWS-0321"), List.of(), List.of("AVD-0001"));
    }

    @Test void countsACheckOfAnUnknownStatusAsFailed() throws IOException {
        var report = result("{'Target': 'a', 'Misconfigurations': [{'AVDID': 'AVD-1', 'Status': 'SKIPPED'}, {'ID': 'X'}]}");

        assertThat(report.findings()).extracting(Finding::rule).containsExactly("AVD-1", "X");
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, CRITICAL", "HIGH, HIGH", "MEDIUM, MEDIUM", "LOW, LOW", "INFO, INFO", "UNKNOWN, UNKNOWN",
        "worst, UNKNOWN", "'', UNKNOWN"})
    void putsEverySeverityIntoItsOwnBucket(String word, String bucket) throws IOException {
        var report = result("{'Target': 'a', 'Vulnerabilities': [{'Severity': '" + word + "'}]}");

        assertThat(report.findings().get(0).severity().name()).isEqualTo(bucket);
    }

    @Test void readsTheBareListThatOldVersionsWrote() throws IOException {
        var report = read("""
                [{"Target": "shop:1 (alpine 3.10.2)", "Type": "alpine", "Vulnerabilities": [{"VulnerabilityID": "CVE-1", "Severity": "HIGH"}]},
                 {"Target": "Gemfile.lock", "Type": "bundler", "Vulnerabilities": null},
                 {"Target": "Cargo.lock", "Vulnerabilities": [{"VulnerabilityID": "CVE-2"}]}]""");

        assertThat(report.findings()).extracting(Finding::rule, Finding::file).containsExactly(tuple("CVE-1", ""),
                tuple("CVE-2", "Cargo.lock"));
        assertThat(report.run().version()).isEmpty();
    }

    @Test void findsNothingInAReportThatSaysWhatItLookedAtAndNamesNothing() throws IOException {
        assertThat(read("{\"SchemaVersion\": 2, \"ArtifactName\": \".\"}").findings()).isEmpty();
        assertThat(read("{\"SchemaVersion\": 2, \"ArtifactType\": \"filesystem\", \"Results\": null}").findings()).isEmpty();
        assertThat(result("").findings()).isEmpty();
        assertThat(result("{'Target': 'go.mod', 'Class': 'lang-pkgs', 'Type': 'gomod', 'New': [1]}").findings()).isEmpty();
        assertThat(result("{'Target': 'go.mod', 'Vulnerabilities': null, 'Secrets': []}").findings()).isEmpty();
    }

    @Test void namesTheFileOfFindingsThatStandBeforeIt() throws IOException {
        var report = read("""
                {"ArtifactName": ".", "Results": [{"Class": "secret", "Secrets": [{"RuleID": "one"}], "Target": "a.sh"},
                 {"Licenses": [{"Name": "MIT", "PkgName": "ms"}], "Target": "b.json", "Vulnerabilities": []}], "SchemaVersion": 2}""");

        assertThat(report.findings()).extracting(Finding::file).containsExactly("a.sh", "b.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'Target': 'a', 'Vulnerabilities': {}}", "{'Target': 'a', 'Secrets': 'none'}", "{'Target': 'a', 'Licenses': 3}",
        "{'Target': 'a', 'Misconfigurations': [1]}", "{'Target': 'a', 'ExperimentalModifiedFindings': {}}", "{'Target': ['a']}", "{}",
        "{'Vulnerability': []}", "7", "{'Target': 'a', 'ExperimentalModifiedFindings': [{'Type': 'new', 'Finding': {}}]}",
        "{'Target': 'a', 'ExperimentalModifiedFindings': [{'Status': 'ignored'}]}"})
    void refusesWithItsPlaceWhatItCannotRead(String result) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> result(result)).withMessageStartingWith("report:1:");
    }

    @Test void takesNoEndlessListOfIds() throws IOException {
        String most = "'CWE-1',".repeat(999) + "'CWE-1'";

        assertThat(result("{'Target': 'a', 'Vulnerabilities': [{'CweIDs': [" + most + "]}]}").findings()).hasSize(1);
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> result("{'Target': 'a', 'Vulnerabilities': [{'CweIDs': [" + most + ", 'CWE-2']}]}"))
                .withMessageContaining("more than 1000 texts");
    }

    @Test void refusesAnotherSchemaAndAReportOfNothing() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("{\"SchemaVersion\": 3, \"ArtifactName\": \".\"}"))
                .withMessageContaining("SchemaVersion 3").withMessageContaining("Expected 2");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("{\"SchemaVersion\": 2}"))
                .withMessageContaining("does not say that Trivy looked");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("{\"ArtifactName\": \".\", \"Results\": []}"))
                .withMessageContaining("no \"SchemaVersion\"");
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> read("{\"SchemaVersion\": 2, \"ClusterName\": \"c\", \"Resources\": []}")).withMessageContaining("trivy k8s");
    }

    @Test void losesNothingWhenTheReportIsCutOffAnywhere() throws IOException {
        String whole = Files.readString(Fixture.file("trivy.json")).strip();
        for (int length = 1; length < whole.length(); length += 97) {
            String cut = whole.substring(0, length);
            assertThatExceptionOfType(ParseException.class).as(cut).isThrownBy(() -> read(cut));
        }
        assertThat(List.of(read(whole).findings().size(), read(whole).suppressed().size())).containsExactly(8, 4);
    }

    @Test void tellsTheSystemOfAnImageAndWhetherItIsAtItsEnd() throws IOException {
        assertThat(all().run().system()).hasValue(new OperatingSystem("debian", "12.5", true));
        assertThat(read("{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Metadata\": {\"OS\": {\"Family\": \"alpine\", \"EOSL\": null}}}")
                .run().system()).hasValue(new OperatingSystem("alpine", "", false));
        assertThat(read("{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Metadata\": {\"OS\": null}}").run().system()).isEmpty();
    }

    @Test void takesNoFileForTheImageWhoseNameItBeginsWith() throws IOException {
        var found = read(("{'SchemaVersion': 2, 'ArtifactName': 'app', 'ArtifactType': 'container_image', 'Results': [" + targets("app/Dockerfile",
                "app", "app (debian 12)") + "]}").replace('\'', '"')).findings();

        assertThat(found).extracting(Finding::file).containsExactly("app/Dockerfile", "", "");
    }

    private static String targets(String... names) {
        return java.util.Arrays.stream(names).map(name -> "{'Target': '" + name + "', 'Class': 'config', 'Type': 'dockerfile',"
                + " 'Misconfigurations': [{'ID': 'DS002'}]}").collect(java.util.stream.Collectors.joining(","));
    }
}
