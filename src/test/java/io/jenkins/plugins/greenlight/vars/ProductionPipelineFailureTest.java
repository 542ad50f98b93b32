package io.jenkins.plugins.greenlight.vars;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.groovy.cps.CpsTransformer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails the build is what went wrong first, and people are told of every ending. */
class ProductionPipelineFailureTest {
    private static final String WITH_VERIFY = "productionPipeline(checkout: false, verify: { sh 'look' })";
    private static ScriptLoader loader;

    private final FakeBuild build = new FakeBuild(ProductionPipelineFailureTest.loader);

    @BeforeAll static void compileTheLibrary() throws Exception {
        loader = new ScriptLoader(new CpsTransformer());
    }

    @Test void runsTheCoverageGateAfterASecurityNoAndThenStops() throws Exception {
        build.refusing("securityScan", "2 high findings");

        var thrown = failureOf("productionPipeline(checkout: false)");

        assertThat(thrown).hasMessage("2 high findings");
        assertThat(build.calls).containsExactly("node", "stage Security scan", "securityScan",
                "stage Coverage gate", "coverageGate", "stage Notify", "notifyTeam", "end of node");
        assertThat(build.result).as("what notifyTeam reads").isEqualTo("FAILURE");
    }

    @Test void stopsAfterACoverageNo() throws Exception {
        build.refusing("coverageGate", "line 79 %");

        var thrown = failureOf("productionPipeline(checkout: false)");

        assertThat(thrown).hasMessage("line 79 %");
        assertThat(build.calls).doesNotContain("buildImage").contains("notifyTeam");
    }

    @Test void failsWithTheSecurityNoWhenCoverageSaysNoToo() throws Exception {
        build.refusing("securityScan", "2 high findings").refusing("coverageGate", "line 79 %");

        var thrown = failureOf("productionPipeline(checkout: false)");

        assertThat(thrown).hasMessage("2 high findings");
        assertThat(build.calls).contains("echo The coverage gate failed as well: hudson.AbortException: line 79 %")
                .doesNotContain("buildImage");
    }

    @Test void doesNotGoOnToCoverageWhenTheScanIsAborted() throws Exception {
        build.failing("securityScan", new Interrupted());

        var thrown = failureOf("productionPipeline(checkout: false)");

        assertThat(thrown).isInstanceOf(Interrupted.class);
        assertThat(build.calls).containsExactly("node", "stage Security scan", "securityScan",
                "stage Notify", "notifyTeam", "end of node");
    }

    @ParameterizedTest
    @CsvSource({"buildImage, loadTest", "loadTest, deployStaging", "deployStaging, deployProduction",
        "deployProduction, sh look"})
    void stopsAtTheFirstStageThatFailsAndTellsTheTeam(String failing, String next) throws Exception {
        build.refusing(failing, "no");

        var thrown = failureOf(WITH_VERIFY);

        assertThat(thrown).hasMessage("no");
        assertThat(build.calls).noneMatch(call -> call.startsWith(next)).endsWith("stage Notify", "notifyTeam", "end of node");
    }

    @Test void leavesTheWayBackToProductionItselfWhenProductionSaysNo() throws Exception {
        build.refusing("deployProduction", "users are back on the previous release");

        var thrown = failureOf(WITH_VERIFY);

        assertThat(thrown).hasMessage("users are back on the previous release");
        assertThat(build.calls).doesNotContain("rollbackProduction", "stage Verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"securityScan", "coverageGate", "buildImage", "loadTest", "deployStaging", "deployProduction"})
    void passesAnAbortOnAsItCameOnceTheTeamIsTold(String aborted) throws Exception {
        build.failing(aborted, new Interrupted());

        var thrown = failureOf(WITH_VERIFY);

        assertThat(thrown).isInstanceOf(Interrupted.class);
        assertThat(build.calls).doesNotContain("rollbackProduction").endsWith("stage Notify", "notifyTeam", "end of node");
    }

    @Test void takesTheUsersBackWhenTheirOwnLookAtProductionFails() throws Exception {
        build.refusing("sh look", "exit code 1");

        var thrown = failureOf("productionPipeline(checkout: false, config: 'gl.yaml', verify: { sh 'look' })");

        assertThat(thrown).hasMessage("exit code 1");
        assertThat(build.calls).endsWith("stage Verify", "sh look", "stage Rollback", "rollbackProduction config: gl.yaml",
                "stage Notify", "notifyTeam config: gl.yaml", "end of node");
    }

    @Test void takesTheUsersBackWhenTheLookAtProductionIsAborted() throws Exception {
        build.failing("sh look", new Interrupted());

        var thrown = failureOf(WITH_VERIFY);

        assertThat(thrown).isInstanceOf(Interrupted.class);
        assertThat(build.calls).contains("rollbackProduction", "notifyTeam");
    }

    @Test void tellsOfBothWhenTheRollbackFailsToo() throws Exception {
        build.refusing("sh look", "exit code 1").refusing("rollbackProduction", "a person must look");

        var thrown = failureOf(WITH_VERIFY);

        assertThat(thrown).hasMessage("exit code 1");
        assertThat(build.calls).contains("echo The rollback after it failed as well: hudson.AbortException: a person must look")
                .endsWith("stage Notify", "notifyTeam", "end of node");
    }

    @Test void keepsTheFirstFailureWhenTheRollbackIsAborted() throws Exception {
        build.refusing("sh look", "exit code 1").failing("rollbackProduction", new Interrupted());

        var thrown = failureOf(WITH_VERIFY);

        assertThat(thrown).hasMessage("exit code 1");
    }

    @Test void doesNotLetAFailedNotificationHideWhatWentWrong() throws Exception {
        build.refusing("loadTest", "p95 is 900 ms").refusing("notifyTeam", "no such outbox");

        var thrown = failureOf("productionPipeline(checkout: false)");

        assertThat(thrown).hasMessage("p95 is 900 ms");
        assertThat(build.calls).contains("echo The notification failed as well: hudson.AbortException: no such outbox");
    }

    @Test void doesNotLetAnAbortedNotificationHideWhatWentWrong() throws Exception {
        build.refusing("loadTest", "p95 is 900 ms").failing("notifyTeam", new Interrupted());

        var thrown = failureOf("productionPipeline(checkout: false)");

        assertThat(thrown).hasMessage("p95 is 900 ms");
    }

    @Test void isUnstableWhenAllWasDeliveredAndNobodyCouldBeTold() throws Exception {
        build.refusing("notifyTeam", "no such outbox");

        var outcome = new RestartingController().run(loader.parse("productionPipeline()"), build);

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.result).isEqualTo("UNSTABLE");
        assertThat(build.calls).contains("unstable Delivered, but the team was not told: no such outbox");
    }

    @Test void isAbortedWhenOnlyTheNotificationIs() throws Exception {
        build.failing("notifyTeam", new Interrupted());

        assertThat(failureOf("productionPipeline()")).isInstanceOf(Interrupted.class);
    }

    @Test void deliversNothingWhenTheBuildBeforeTheGatesFails() throws Exception {
        build.refusing("sh make", "exit code 2");

        var thrown = failureOf("productionPipeline(build: { sh 'make' })");

        assertThat(thrown).hasMessage("exit code 2");
        assertThat(build.calls).endsWith("stage Build", "sh make", "stage Notify", "notifyTeam", "end of node");
    }

    @Test void deliversNothingWhenTheImageHasNoDigest() throws Exception {
        build.returning("buildImage", new FakeBuild.BuiltImage(null, null));

        var thrown = failureOf("productionPipeline()");

        assertThat(thrown).hasMessageContaining("buildImage ended without a digest");
        assertThat(build.calls).doesNotContain("loadTest").contains("notifyTeam");
    }

    @Test void canBeCaughtByTheScriptThatCalledIt() throws Exception {
        build.refusing("coverageGate", "line 79 %");

        var outcome = new RestartingController().run(loader.parse(
                "try { productionPipeline() } catch (hudson.AbortException no) { echo \"caught: ${no.message}\" }"), build);

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(List.of(build.calls.get(build.calls.size() - 1))).containsExactly("echo caught: line 79 %");
    }

    private Throwable failureOf(String jenkinsfile) throws Exception {
        var outcome = new RestartingController().run(loader.parse(jenkinsfile), build);
        assertThat(outcome.isSuccess()).as("the script ended normally").isFalse();
        return outcome.getAbnormal();
    }
}
