package io.jenkins.plugins.greenlight.stage.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.gate.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealScansTest {
    private static final Path REAL = Path.of("../shared/fixtures");
    private static final Path OWN = Path.of("src/test/resources/io/jenkins/plugins/greenlight/finding");

    @TempDir private Path folder;

    private Scene scene(Path report) throws Exception {
        var scene = new Scene(folder).comparedWith("known/baseline.sarif", BaselineConfig.Update.NEVER).withCopy(report);
        scene.reports = List.of(report.getFileName().toString());
        scene.commit = "";
        return scene;
    }

    private Scene real(String name) throws Exception {
        assumeTrue(Files.isDirectory(REAL), () -> "The folder of real reports " + REAL + " is not beside the project.");
        return scene(REAL.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({"trivy/alpine-310.json, medium == 4, findings == 4, vulnerabilities == 4",
        "trivy/npm.json, medium == 1, findings == 1, vulnerabilities == 1", "trivy/gomod.json, unknown == 4, medium == 1, findings == 5",
        "trivy/helm.json, high == 3, medium == 4, low == 11", "trivy/helm.json, findings == 18, misconfigurations == 18, secrets == 0",
        "trivy/secrets.json, critical == 1, high == 1, secrets == 2", "trivy/license-cyclonedx.json, medium == 1, low == 2, licenses == 3",
        "trivy/npm-with-suppressed.json, high == 1, findings == 1, suppressed == 1", "sarif/alpine-310.sarif, findings == 4, medium == 4, suppressed == 0",
        "sarif/Suppressions.sarif, findings == 6, suppressed == 3, critical == 0", "sarif/Baseline.sarif, findings == 3, suppressed == 0, medium == 3",
        "spotbugs/fbcontrib.xml, findings == 59, medium == 48, low == 11", "spotbugs/findbugs-native.xml, findings == 2, medium == 2, secrets == 0"})
    void countAsTheirTruthSays(String name, String first, String second, String third) throws Exception {
        assertThat(real(name).outcome(first, second, third, "unknown <= 4")).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trivy/alpine-310.json", "trivy/gomod.json", "trivy/helm.json", "trivy/secrets.json", "trivy/license-cyclonedx.json",
        "trivy/npm-with-suppressed.json", "sarif/alpine-310.sarif", "sarif/Suppressions.sarif", "sarif/Baseline.sarif",
        "spotbugs/fbcontrib.xml", "spotbugs/findbugs-native.xml"})
    void holdNothingNewBesideTheBaselineMadeOfThem(String name) throws Exception {
        var scene = real(name);
        scene.accept();

        assertThat(scene.outcome("new.findings == 0", "fixed == 0")).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trivy.json", "bandit.json", "cyclonedx.json", "spotbugs.xml", "suppressions.sarif", "rules-after-results.sarif"})
    void ofOursHoldNothingNewBesideTheBaselineMadeOfThem(String name) throws Exception {
        var scene = scene(OWN.resolve(name));
        scene.accept();

        assertThat(scene.facts().findings().problems()).isEmpty();
        assertThat(scene.outcome("new.findings == 0", "fixed == 0")).isEqualTo(Outcome.PASSED);
    }

    @Test void findsAllNewBesideAnEmptyBaselineAndAllFixedBesideAFullOne() throws Exception {
        var scene = scene(OWN.resolve("spotbugs.xml"));
        scene.accept();
        long all = scene.facts().findings().seen().counts().found();
        scene.with("spotbugs.xml", "<BugCollection version='4.8' sequence='0' timestamp='1' release=''>"
                + "<FindBugsSummary total_classes='1' total_bugs='0'/></BugCollection>");

        assertThat(all).isPositive();
        assertThat(scene.outcome("new.findings == 0", "fixed == " + all)).isEqualTo(Outcome.PASSED);
    }
}
