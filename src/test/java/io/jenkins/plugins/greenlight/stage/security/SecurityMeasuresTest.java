package io.jenkins.plugins.greenlight.stage.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityMeasuresTest {
    /** Two of each severity with a fix, one without, all scored but UNKNOWN; two of each other kind. */
    private static final List<String> SEVERITIES = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN");

    @TempDir private Path folder;
    private Scene scene;

    @BeforeEach void setUp() throws Exception {
        scene = new Scene(folder).comparedWith("baseline.json", BaselineConfig.Update.NEVER);
        scene.reports = List.of("trivy.json");
        scene.kev = Optional.of("kev.txt");
        scene.with("kev.txt", "# known\nCVE-2020-1001\n\ncve-2020-1002\nCVE-1999-0001\n");
    }

    private static String vulnerability(int number, String severity, boolean fixed, double score) {
        return "{\"VulnerabilityID\": \"CVE-2020-" + number + "\", \"PkgName\": \"p" + number + "\", \"InstalledVersion\": \"1\", "
                + (fixed ? "\"FixedVersion\": \"2\", " : "") + (score > 0 ? "\"CVSS\": {\"nvd\": {\"V3Score\": " + score + "}}, " : "")
                + "\"Severity\": \"" + severity + "\", \"Title\": \"t\"}";
    }

    private static String trivy(String vulnerabilities, String others) {
        return "{\"SchemaVersion\": 2, \"ArtifactName\": \".\", \"ArtifactType\": \"filesystem\", \"Results\": [{\"Target\": \"pom.xml\","
                + " \"Class\": \"lang-pkgs\", \"Type\": \"pom\", \"Vulnerabilities\": [" + vulnerabilities + "]" + others + "}]}";
    }

    private static String everything() {
        var all = new ArrayList<String>();
        double[] scores = {9.8, 8.1, 5.5, 2.1, 0};
        for (int at = 0; at < SEVERITIES.size(); at++) {
            for (int one = 0; one < 3; one++) {
                all.add(vulnerability(1000 + 10 * at + one, SEVERITIES.get(at), one < 2, scores[at]));
            }
        }
        String secret = "{\"RuleID\": \"aws\", \"Category\": \"AWS\", \"Severity\": \"CRITICAL\", \"Title\": \"key\", \"StartLine\": %1$d,"
                + " \"EndLine\": %1$d, \"Match\": \"m%1$d\"}";
        String wrong = "{\"Type\": \"Dockerfile\", \"ID\": \"DS00%1$d\", \"AVDID\": \"AVD-DS-00%1$d\", \"Title\": \"t\", \"Message\": \"m\","
                + " \"Severity\": \"LOW\", \"Status\": \"FAIL\"}";
        String license = "{\"Severity\": \"HIGH\", \"Category\": \"restricted\", \"PkgName\": \"l%1$d\", \"FilePath\": \"\","
                + " \"Name\": \"GPL-3.0\", \"Confidence\": 1, \"Link\": \"\"}";
        return trivy(String.join(",", all), ", \"Secrets\": [" + two(secret) + "], \"Misconfigurations\": [" + two(wrong)
                + "], \"Licenses\": [" + two(license) + "]");
    }

    private static String two(String form) {
        return String.format(form, 1) + "," + String.format(form, 2);
    }

    /** All of it at its limit and one past it; and nothing found at all is nothing. */
    @ParameterizedTest
    @CsvSource({"critical,5", "high,5", "medium,3", "low,5", "unknown,3", "findings,21", "vulnerabilities,15", "secrets,2",
        "misconfigurations,2", "licenses,2", "new.critical,5", "new.high,5", "new.medium,3", "new.low,5", "new.unknown,3", "new.findings,21",
        "fixable.critical,2", "fixable.high,2", "fixable.medium,2", "fixable.low,2", "fixable.unknown,2", "fixable.findings,10", "kev,2"})
    void holdsAtTheLimitAndFailsOnePastIt(String measure, int count) throws Exception {
        scene.with("baseline.json", trivy("", "")).with("trivy.json", everything());

        assertThat(scene.outcome(measure + " <= " + count, "unknown <= 3")).isEqualTo(Outcome.PASSED);
        assertThat(scene.outcome(measure + " <= " + (count - 1), "unknown <= 3")).isEqualTo(Outcome.FAILED);

        scene.with("trivy.json", trivy("", ""));
        assertThat(scene.outcome(measure + " == 0")).isEqualTo(Outcome.PASSED);
    }

    @Test void holdsTheHighestScoreAtTheLimitAndFailsJustBelowIt() throws Exception {
        scene.with("baseline.json", trivy("", "")).with("trivy.json", trivy(vulnerability(1, "HIGH", false, 7.5), ""));

        assertThat(scene.outcome("cvss.max <= 7.5")).isEqualTo(Outcome.PASSED);
        assertThat(scene.outcome("cvss.max < 7.5")).isEqualTo(Outcome.FAILED);
        assertThat(scene.measured("cvss.max")).isEqualTo("7.5");
    }

    @Test void hasNoHighestScoreWhereVulnerabilitiesHaveNone() throws Exception {
        scene.with("baseline.json", trivy("", "")).with("trivy.json", trivy(vulnerability(1, "HIGH", false, 0), ""));

        assertThat(scene.outcome("cvss.max < 9")).isEqualTo(Outcome.INCONCLUSIVE);

        scene.with("trivy.json", trivy(vulnerability(1, "HIGH", false, 0) + "," + vulnerability(2, "LOW", false, 2), ""));
        assertThat(scene.outcome("cvss.max < 9")).isEqualTo(Outcome.WARNED);
        assertThat(scene.check("cvss.max", "high <= 9", "cvss.max < 9").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(scene.verdict("cvss.max < 9").checks()).anySatisfy(check -> assertThat(check.measured()).startsWith("1 vulnerability has no score"));
    }

    @Test void isZeroWhereNothingWasFoundThatHasScores() throws Exception {
        scene.reports = List.of("a.sarif");
        scene.with("baseline.json", trivy("", "")).with("a.sarif", Scene.sarif("Scanner", Scene.result("R", "error", "a")));

        assertThat(scene.measured("cvss.max")).isEqualTo("0.0");
    }

    @Test void publishesEveryMeasureItPromises() throws Exception {
        scene.with("baseline.json", trivy("", "")).with("trivy.json", everything());

        assertThat(scene.facts().measures().all()).extracting(Measure::name)
                .containsExactlyElementsOf(SecurityConfig.MEASURES.measures().keySet());
        assertThat(scene.facts().measures().all()).allSatisfy(measure -> assertThat(measure.value()).as(measure.name()).isPresent());
    }

    @Test void warnsOfUnknownFindingsThatNoThresholdCovers() throws Exception {
        scene.with("baseline.json", trivy("", "")).with("trivy.json", trivy(vulnerability(1, "UNKNOWN", false, 0), ""));

        assertThat(scene.check("unknown", "critical == 0").measured()).isEqualTo("1, no threshold covers it");
        assertThat(scene.outcome("critical == 0")).isEqualTo(Outcome.WARNED);
        for (String covering : List.of("unknown <= 1", "findings <= 1", "new.unknown <= 1", "new.findings <= 1", "vulnerabilities <= 1")) {
            assertThat(scene.outcome("critical == 0", covering)).as(covering).isEqualTo(Outcome.PASSED);
        }
        assertThat(scene.outcome("critical == 0", "secrets == 0")).isEqualTo(Outcome.WARNED);
    }

    @Test void saysNothingOfUnknownWhereThereIsNone() throws Exception {
        scene.with("baseline.json", trivy("", "")).with("trivy.json", trivy(vulnerability(1, "HIGH", false, 0), ""));

        assertThat(scene.outcome("critical == 0")).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @CsvSource({"new.high == 0, INCONCLUSIVE", "fixed >= 1, INCONCLUSIVE", "kev == 0, INCONCLUSIVE", "high == 0, FAILED", "critical == 0, INCONCLUSIVE"})
    void measuresNothingOfWhatNobodyCanSay(String check, Outcome expected) throws Exception {
        scene.kev = Optional.of("missing.txt");
        scene.with("trivy.json", trivy(vulnerability(1, "HIGH", false, 0), ""));

        assertThat(scene.outcome(check)).isEqualTo(expected);
    }
}
