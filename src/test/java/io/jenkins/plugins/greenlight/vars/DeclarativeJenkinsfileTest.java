package io.jenkins.plugins.greenlight.vars;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeclarativeJenkinsfileTest {
    private static ScriptLoader loader;

    private final FakeBuild build = new FakeBuild(DeclarativeJenkinsfileTest.loader);

    @BeforeAll static void compileTheSteps() throws Exception {
        loader = new ScriptLoader(new CpsTransformer());
    }

    @Test void takesTheSevenStagesInOrderAndHandsOnTheImage() throws Exception {
        var outcome = run();

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).containsExactly("disableConcurrentBuilds", "logRotator numToKeepStr: 30", "buildDiscarder null",
                "node", "checkout scm", "stage Build", "fileExists mvnw", "sh ./mvnw -B verify",
                "stage Gates", "stage Security scan", "securityScan", "stage Coverage gate", "coverageGate",
                "stage Image", "buildImage", "stage Load test", "loadTest digest: sha256:1, release: r1",
                "stage Staging", "deployStaging digest: sha256:1, release: r1, demo: true",
                "stage Production", "deployProduction digest: sha256:1, release: r1, demo: true",
                "fileExists ci/verify", "stage Verify", "sh ci/verify", "notifyTeam", "end of node");
    }

    @Test void runsBothGatesAndThenStops() throws Exception {
        build.refusing("securityScan", "2 high findings");

        var outcome = run();

        assertThat(outcome.getAbnormal()).hasMessage("2 high findings");
        assertThat(build.calls).contains("coverageGate").doesNotContain("buildImage").endsWith("notifyTeam", "end of node");
    }

    @Test void leavesTheWayBackToProductionItselfWhenProductionSaysNo() throws Exception {
        build.refusing("deployProduction", "users are back on the previous release");

        var outcome = run();

        assertThat(outcome.getAbnormal()).hasMessage("users are back on the previous release");
        assertThat(build.calls).doesNotContain("rollbackProduction", "sh ci/verify").endsWith("notifyTeam", "end of node");
    }

    @Test void takesTheUsersBackWhenTheLookAtProductionFails() throws Exception {
        build.refusing("sh ci/verify", "exit code 1");

        var outcome = run();

        assertThat(outcome.getAbnormal()).hasMessage("exit code 1");
        assertThat(build.calls).endsWith("sh ci/verify", "rollbackProduction", "notifyTeam", "end of node");
    }

    @Test void takesTheUsersBackWhenTheLookAtProductionIsAborted() throws Exception {
        build.failing("sh ci/verify", new Interrupted());

        var outcome = run();

        assertThat(outcome.getAbnormal()).isInstanceOf(Interrupted.class);
        assertThat(build.calls).containsOnlyOnce("rollbackProduction").endsWith("notifyTeam", "end of node");
    }

    @Test void leavesAGoodReleaseLiveWhenAGateHasMadeTheBuildUnstable() throws Exception {
        build.result = "UNSTABLE";

        var outcome = run();

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).contains("sh ci/verify").doesNotContain("rollbackProduction");
    }

    @Test void needsNoLookAtProduction() throws Exception {
        build.returning("fileExists", false);

        var outcome = run();

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).contains("sh mvn -B verify").doesNotContain("stage Verify");
    }

    private Outcome run() throws Exception {
        var text = Files.readString(Path.of("pipelines/Jenkinsfile.declarative"));
        return new RestartingController().run(loader.parse(text), build);
    }
}
