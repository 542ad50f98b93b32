package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFormatTest {
    @TempDir private Path folder;

    private void read(String text) throws IOException {
        Reading.of(Files.writeString(folder.resolve("report"), text), "report");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "Grype; -o sarif; {\"matches\": [], \"source\": {}, \"distro\": {}, \"descriptor\": {\"name\": \"grype\"}}",
        "Snyk; --sarif-file-output; {\"vulnerabilities\": [], \"ok\": true, \"dependencyCount\": 3, \"org\": \"o\"}",
        "Snyk; --sarif-file-output; [{\"vulnerabilities\": [], \"ok\": true}]",
        "OSV-Scanner; --format sarif; {\"results\": [], \"experimental_config\": {}}",
        "OSV-Scanner; --format sarif; {\"results\": []}",
        "gitleaks; --report-format sarif; [{\"Description\": \"d\", \"StartLine\": 1, \"File\": \"f\", \"RuleID\": \"r\"}]",
        "Semgrep; --sarif; {\"version\": \"1.100.0\", \"results\": [], \"errors\": [], \"paths\": {\"scanned\": []}, \"skipped_rules\": []}",
        "Checkov; -o sarif; {\"check_type\": \"terraform\", \"results\": {\"failed_checks\": []}, \"summary\": {}, \"url\": \"u\"}",
        "Checkov; -o sarif; [{\"check_type\": \"terraform\", \"results\": {}}]",
        "Checkov; -o sarif; {\"passed\": 0, \"failed\": 0, \"checkov_version\": \"3.2\"}",
        "hadolint; --format sarif; [{\"code\": \"DL3006\", \"column\": 1, \"file\": \"Dockerfile\", \"level\": \"warning\", \"line\": 1, \"message\": \"m\"}]",
        "gosec; -fmt sarif; {\"Golang errors\": {}, \"Issues\": [], \"Stats\": {}, \"GosecVersion\": \"2\"}",
        "ESLint; formatter-sarif; [{\"filePath\": \"a.js\", \"messages\": []}]",
        "OWASP dependency-check; --format SARIF; {\"reportSchema\": \"1.1\", \"scanInfo\": {}, \"projectInfo\": {}, \"dependencies\": []}",
        "npm audit; Trivy; {\"auditReportVersion\": 2, \"vulnerabilities\": {}, \"metadata\": {}}",
        "pip-audit; cyclonedx-json; {\"dependencies\": [], \"fixes\": []}",
        "SPDX; trivy sbom; {\"spdxVersion\": \"SPDX-2.3\", \"packages\": []}",
        "OpenVEX; --vex; {\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": []}",
        "GitLab; scanner itself; {\"version\": \"15.0.7\", \"vulnerabilities\": [], \"remediations\": [], \"scan\": {}}",
        "OWASP dependency-check; --format SARIF; <?xml version=\"1.0\"?><analysis xmlns=\"https://jeremylong.github.io/DependencyCheck\"/>",
        "CycloneDX in XML; --output-format json; <bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"/>",
        "Checkstyle; -f sarif; <checkstyle version=\"10\"/>",
        "PMD; -f sarif; <pmd version=\"7\"/>",
        "JUnit; tests; <testsuites/>",
        "JaCoCo; coverage.reports; <report name=\"shop\"/>",
        "Cobertura; coverage.reports; <coverage line-rate=\"1\"/>"})
    void isRefusedByNameWithWhatToDo(String title, String advice, String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(text))
                .withMessageStartingWith("report: is in the format of ").withMessageContaining(title)
                .withMessageContaining("Expected SARIF 2.1.0").withMessageContaining(advice).withMessageEndingWith(".");
    }

    @Test void saysOfAnEmptyListThatItNamesNoTool() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(" [ ]")).withMessageContaining("empty list");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("null\n")).withMessageContaining("Trivy before 0.20");
    }

    @Test void saysWhatItSawOfAFormatThatNobodyKnows() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("{\"a\": {\"runs\": []}, \"b\": 1}"))
                .withMessageContaining("[a, b]").withMessageContaining("known of no tool");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("[{\"c\": 1}, {\"Target\": 1}]")).withMessageContaining("[c]");
    }

    @ParameterizedTest
    @CsvSource({"1.0.0", "2.0.0", "2.0.0-csd.2.beta.2018-10-10"})
    void refusesASarifBeforeTheStandard(String version) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("{\"version\": \"" + version + "\", \"runs\": [{\"tool\": {}}]}"))
                .withMessageContaining("SARIF " + version).withMessageContaining("2.1.0");
    }

    @Test void looksNoFurtherThanToTheKeyThatDecides() throws IOException {
        var file = Files.writeString(folder.resolve("report"), "{\"bomFormat\": \"CycloneDX\", \"components\": [ this is no JSON");

        assertThat(JsonLook.at(file, "report")).isEqualTo(io.jenkins.plugins.greenlight.finding.ReportFormat.CYCLONEDX);
    }
}
