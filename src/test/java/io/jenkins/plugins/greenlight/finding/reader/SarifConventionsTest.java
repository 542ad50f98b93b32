package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools have agreed on beside the standard, and what single tools do. */
class SarifConventionsTest {
    @TempDir private Path folder;

    private Finding of(String tool, String rule, String result) throws IOException {
        return SarifText.finding(folder, "'name': '" + tool + "', 'rules': [" + rule + "]", "'ruleIndex': 0" + result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'id': 'R', 'properties': {'tags': ['security', 'external/cwe/cwe-079', 'external/cwe/cwe-0116']}  | CWE-79 CWE-116
            'id': 'R', 'properties': {'tags': ['CWE-502: Deserialization of Untrusted Data', 'OWASP-A08:2021', 7]} | CWE-502
            'id': 'R', 'properties': {'cwe': 'cwe-22'}                                                         | CWE-22
            'id': 'R', 'properties': {'cwe': ['CWE-1', '2', 3, {}], 'tags': ['CWE-1']}                        | CWE-1 CWE-2 CWE-3
            'id': 'R', 'properties': {'cwe': {}, 'tags': 'CWE-1'}                                              |
            'id': 'R', 'properties': {'tags': ['CWE-0', 'CWE-', 'cwe', 'CWE-12345678', 'x CWE-5']}             |
            'id': 'R', 'relationships': [{'target': {'id': '401', 'toolComponent': {'name': 'CWE'}}}]          | CWE-401
            'id': 'R', 'relationships': [{'target': {'id': 'CWE-79', 'toolComponent': {'index': 1}}}]          | CWE-79
            'id': 'R', 'relationships': [{'target': {'index': 0, 'toolComponent': {'guid': 'G'}}}]             | CWE-20
            'id': 'R', 'relationships': [{'target': {'id': '79', 'toolComponent': {'name': 'OWASP'}}}, {}]     |
            """)
    void findsTheWeaknessesOfARule(String rule, String cwes) throws IOException {
        var finding = SarifText.tool(folder, "'name': 'T', 'rules': [{" + rule + "}]", "'results': [{'ruleId': 'R'}],"
                + " 'taxonomies':"
                + " [{'name': 'OWASP', 'taxa': [{'id': '1'}]}, {'name': 'CWE', 'guid': 'g', 'taxa': [{'id': '20'},"
                + " {}]}]").findings().get(0);

        assertThat(finding.cwes()).isEqualTo(cwes == null ? List.of() : List.of(cwes.split(" ")));
    }

    @Test void findsTheWeaknessesOfAResult() throws IOException {
        assertThat(of("T", "{'id': 'R', 'properties': {'tags': ['CWE-1']}}", ", 'taxa': [{'id': '2', 'toolComponent': {'name':"
                + " 'cwe'}}],"
                + " 'properties': {'tags': ['CWE-3', 'CWE-1']}").cwes()).containsExactly("CWE-2", "CWE-3", "CWE-1");
    }

    @Test void takesAScoreFromResultOrRule() throws IOException {
        String rule = "{'id': 'R', 'defaultConfiguration': {'level': 'note'}, 'properties': {'security-severity': '8.1'}}";

        assertThat(of("T", rule, "")).extracting(Finding::severity, found -> found.cvss().getAsDouble())
                .containsExactly(Severity.HIGH, 8.1);
        assertThat(of("T", rule, ", 'properties': {'security-severity': 9.8}"))
                .extracting(Finding::severity, found -> found.cvss().getAsDouble()).containsExactly(Severity.CRITICAL, 9.8);
        for (String none : List.of("'x'", "''", "'.5'", "'5.'", "'1.2.3'", "'1e1'", "'-1'", "'10.1'", "[]", "null", "'NaN'",
                "11")) {
            assertThat(of("T", "{'id': 'R'}", ", 'properties': {'security-severity': " + none + "}").cvss()).as(none).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            T        | 'id': 'R', 'properties': {'tags': ['security', 'Secret']}     | SECRET
            T        | 'id': 'R', 'properties': {'tags': ['misconfiguration']}       | MISCONFIGURATION
            T        | 'id': 'R', 'properties': {'tags': ['vulnerability']}          | VULNERABILITY
            T        | 'id': 'R', 'properties': {'tags': ['license']}                | LICENSE
            T        | 'id': 'R', 'properties': {'tags': ['security', 'secretive']}  | CODE
            T        | 'id': 'CVE-2021-44228'                                        | VULNERABILITY
            T        | 'id': 'CVE-2021-44228x'                                       | CODE
            T        | 'id': 'GHSA-57j2-w4cx-62h2'                                   | VULNERABILITY
            gitleaks | 'id': 'aws-access-token'                                      | SECRET
            checkov  | 'id': 'CKV_AWS_20'                                            | MISCONFIGURATION
            Checkov  | 'id': 'CKV_SECRET_6'                                          | SECRET
            Snyk Open Source | 'id': 'SNYK-JS-LODASH-1018905'                        | VULNERABILITY
            Snyk IaC | 'id': 'SNYK-CC-TF-1'                                          | MISCONFIGURATION
            SnykCode | 'id': 'javascript/sqlinjection'                               | CODE
            Semgrep  | 'id': 'java.lang.security.audit.x'                            | CODE
            Grype    | 'id': 'ALAS-2021-1'                                           | VULNERABILITY
            """)
    void tellsWhatAFindingIsAbout(String tool, String rule, FindingKind kind) throws IOException {
        assertThat(of(tool, "{" + rule + "}", "").kind()).isEqualTo(kind);
    }

    @Test void readsAPackageOutOfTrivysMessage() throws IOException {
        var finding = of("Trivy", "{'id': 'CVE-2019-1549', 'properties': {'tags': ['vulnerability', 'security', 'MEDIUM'],"
                + " 'security-severity':"
                + " '7.5'}}", ", 'message': {'text': 'Package: libssl1.1\\nInstalled Version: 1.1.1c-r0\\nVulnerability"
                + " CVE-2019-1549\\n"
                + "Severity: MEDIUM\\nFixed Version: 1.1.1d-r0\\nLink: [x](https://x)'}");

        assertThat(finding.affected()).contains(new AffectedPackage("libssl1.1", "1.1.1c-r0", "", "1.1.1d-r0"));
        assertThat(finding.isFixable()).isTrue();
        assertThat(finding.kind()).isEqualTo(FindingKind.VULNERABILITY);
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.cvss()).hasValue(7.5);
    }

    @Test void tellsAPackageOfTrivysAgainInAnotherVersion() throws IOException {
        String text = ", 'message': {'text': 'Package: a\\nInstalled Version: %s\\nSeverity: LOW\\nFixed Version: '}";

        var one = of("Trivy", "{'id': 'CVE-2019-1549'}", text.formatted("1"));
        var other = of("Trivy", "{'id': 'CVE-2019-1549'}", text.formatted("2"));

        assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
        assertThat(one.isFixable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, vulnerability, note, 0.0, UNKNOWN, false", "CRITICAL, secret, error, 9.5, CRITICAL, false",
        "HIGH, misconfiguration, error, 8.0, HIGH, false", "HIGH, vulnerability, error, 9.8, HIGH, true",
        "LOW, vulnerability, error, 9.8, CRITICAL, true", "MEDIUM, secret, note, 3.0, LOW, true"})
    void believesTrivyItsOwnSeverityWhereItsLevelAgrees(String said, String tag, String level, String score, Severity severity,
                                                        boolean scored) throws IOException {
        var finding = of("Trivy", "{'id': 'R', 'properties': {'tags': ['" + tag + "', 'security', '" + said
                + "'], 'security-severity': '" + score
                + "'}}", ", 'level': '" + level + "', 'message': {'text': 'Artifact: a\\nType: b\\nSeverity: " + said + "'}");

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.cvss().isPresent()).isEqualTo(scored);
    }

    @Test void believesNoSeverityThatStandsInTheNameOfAFile() throws IOException {
        var finding = of("Trivy", "{'id': 'aws', 'properties': {'tags': ['secret', 'security', 'CRITICAL'],"
                + " 'security-severity': '9.5'}}",
                ", 'level': 'error', 'message': {'text': 'Artifact: x\\nSeverity: HIGH\\n\\nSeverity: CRITICAL\\nMatch: y'}");

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test void takesTheSeverityOfAVulnerabilityFromItsOwnPackage() throws IOException {
        var finding = of("Trivy", "{'id': 'CVE-2024-1', 'properties': {'tags': ['vulnerability', 'security', 'CRITICAL']}}",
                ", 'level': 'note', 'message': {'text': 'Package: a\\nInstalled Version: 1\\nSeverity: LOW\\nFixed Version: '}");

        assertThat(finding.severity()).isEqualTo(Severity.LOW);
    }

    @Test void readsAPackageOutOfGrypesMessageAndNamesTheAdvisory() throws IOException {
        var finding = of("Grype", "{'id': 'CVE-2021-33503-urllib3', 'help': {'text': 'Vulnerability CVE-2021-33503\\nSeverity:"
                + " High\\n"
                + "Package: urllib3\\nVersion: 1.26.4\\nFix Version: 1.26.5\\nType: python'}}", ", 'message': {'text': 'A high"
                + " vulnerability in python package: urllib3, version 1.26.4 was found at: /app/requirements.txt'}");

        assertThat(finding.rule()).isEqualTo("CVE-2021-33503");
        assertThat(finding.isNamed("CVE-2021-33503-urllib3")).isTrue();
        assertThat(finding.affected()).contains(new AffectedPackage("urllib3", "1.26.4", "", "1.26.5"));
    }

    @Test void knowsEveryAdvisoryInARulesName() throws IOException {
        var finding = of("Black Duck", "{'id': 'BDSA-2020-1001 (CVE-2020-11022)'}", "");

        assertThat(finding.isNamed("CVE-2020-11022")).isTrue();
        assertThat(finding.kind()).isEqualTo(FindingKind.VULNERABILITY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'fingerprints': {'matchBasedId/v1': 'requires login'}                   | false
            'fingerprints': {'csvRowSha256': {'value': 'aaaaaaaaaaaaaaaaaaaaaaaa'}} | false
            'fingerprints': {'x/v1': '0123456789abcdef', 'x/v2': 'ffffffffffffffff'} | true
            'partialFingerprints': {'commitSha': '', 'author': ''}                  | false
            """)
    void tellsResultsApartByNoFingerprintThatTellsNothing(String given, boolean same) throws IOException {
        var findings = SarifText.run(folder, "'results': [{'ruleId': 'A', 'message': {'text': 'x'}, " + given + "},"
                + " {'ruleId': 'A', 'message': {'text': 'y'}, " + given + "}]").findings();

        assertThat(findings.get(0).fingerprint().equals(findings.get(1).fingerprint())).isEqualTo(same);
    }

    @Test void joinsPartialFingerprintsAsGitHubAndTheStandardDo() throws IOException {
        var lines = SarifText.run(folder, "'results': [{'partialFingerprints': {'primaryLocationLineHash': 'a:1', 'z': '1'}},"
                + " {'partialFingerprints': {'primaryLocationLineHash': 'a:1', 'z': '2'}}]").findings();
        var parts = SarifText.run(folder, "'results': [{'partialFingerprints': {'h/v1': '1', 'i': '2'}}, {'partialFingerprints':"
                + " {'h/v1': '1', 'h/v2': '9', 'i': '2'}}, {'partialFingerprints': {'h/v1': '1', 'i': '3'}}]").findings();

        assertThat(lines.get(0).fingerprint()).isEqualTo(lines.get(1).fingerprint());
        assertThat(parts.get(0).fingerprint()).isEqualTo(parts.get(1).fingerprint()).isNotEqualTo(parts.get(2).fingerprint());
    }
}
