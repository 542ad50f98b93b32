package io.jenkins.plugins.greenlight.vars;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.Outcome;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each step of each script here sees a restarted controller. */
class ProductionPipelineTest {
    private static ScriptLoader loader;

    private final FakeBuild build = new FakeBuild(ProductionPipelineTest.loader);

    @BeforeAll static void compileTheLibrary() throws Exception {
        loader = new ScriptLoader(new CpsTransformer());
    }

    @Test void takesTheSevenStagesInOrderAndHandsOnTheImage() throws Exception {
        var outcome = run("productionPipeline()");

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).containsExactly("node", "stage Checkout", "checkout the scm",
                "stage Security scan", "securityScan", "stage Coverage gate", "coverageGate", "stage Image", "buildImage",
                "stage Load test", "loadTest digest: sha256:1, release: r1",
                "stage Staging", "deployStaging digest: sha256:1, release: r1",
                "stage Production", "deployProduction digest: sha256:1, release: r1",
                "stage Notify", "notifyTeam", "end of node");
        assertThat(build.result).isNull();
    }

    @Test void namesTheStagesAsTheReportDoes() throws Exception {
        run("productionPipeline(checkout: false)");

        assertThat(build.calls.stream().filter(call -> call.startsWith("stage ")).map(call -> call.substring(6)))
                .containsExactlyElementsOf(Arrays.stream(StageId.values()).map(StageId::title).toList());
    }

    @Test void handsEachStepTheCommonSettingsAndThenItsOwn() throws Exception {
        run("""
                productionPipeline(agent: 'linux', config: 'ci/gl.yaml', demo: true, build: { sh 'make' }, verify: { sh 'look' },
                    coverageGate: [onFailure: 'unstable', with: [checks: ['line >= 80%']]], deployStaging: [demo: false])
                """);

        assertThat(build.calls).containsExactly("node linux", "stage Checkout", "checkout the scm", "stage Build", "sh make",
                "stage Security scan", "securityScan config: ci/gl.yaml",
                "stage Coverage gate", "coverageGate config: ci/gl.yaml, onFailure: unstable, with: {checks=[line >= 80%]}",
                "stage Image", "buildImage config: ci/gl.yaml",
                "stage Load test", "loadTest config: ci/gl.yaml, digest: sha256:1, release: r1",
                "stage Staging", "deployStaging config: ci/gl.yaml, digest: sha256:1, release: r1, demo: false",
                "stage Production", "deployProduction config: ci/gl.yaml, digest: sha256:1, release: r1, demo: true",
                "stage Verify", "sh look", "stage Notify", "notifyTeam config: ci/gl.yaml", "end of node");
    }

    @Test void leavesOutWhatIsSkipped() throws Exception {
        run("productionPipeline(skip: ['securityScan', 'buildImage', 'deployStaging', 'deployProduction', 'notifyTeam'])");

        assertThat(build.calls).containsExactly("node", "stage Checkout", "checkout the scm",
                "stage Coverage gate", "coverageGate", "stage Load test", "loadTest", "end of node");
    }

    @Test void goesOnWithoutCheckoutInAJobWhoseScriptWasTypedIn() throws Exception {
        build.withoutScm();

        var outcome = run("productionPipeline()");

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).doesNotContain("stage Checkout").contains("notifyTeam");
    }

    @Test void goesOnWithoutCheckoutWhereJenkinsKnowsNoScm() throws Exception {
        build.withUnknownScm();

        var outcome = run("productionPipeline()");

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).doesNotContain("stage Checkout").contains("notifyTeam");
    }

    @Test void neverDeliversAnOldWorkspaceWhenABranchCannotBeFound() throws Exception {
        build.withoutScm().environment.put("BRANCH_NAME", "main");

        var outcome = run("productionPipeline()");

        assertThat(outcome.getAbnormal()).hasMessageContaining("checkout scm");
        assertThat(build.calls).containsExactly("node", "stage Notify", "notifyTeam", "end of node");
    }

    @Test void failsWithoutScmWhenCheckoutIsAskedFor() throws Exception {
        build.withoutScm();

        var outcome = run("productionPipeline(checkout: true)");

        assertThat(outcome.getAbnormal()).hasMessageContaining("checkout scm");
        assertThat(build.calls).doesNotContain("securityScan");
    }

    @Test void runsTheReadyJenkinsfile() throws Exception {
        var outcome = run(Files.readString(Path.of("pipelines/Jenkinsfile")));

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).containsExactly("disableConcurrentBuilds", "logRotator numToKeepStr: 30", "buildDiscarder null",
                "properties [null, null]", "node", "stage Checkout", "checkout the scm", "stage Build", "fileExists mvnw",
                "sh ./mvnw -B verify", "stage Security scan", "securityScan", "stage Coverage gate", "coverageGate",
                "stage Image", "buildImage", "stage Load test", "loadTest digest: sha256:1, release: r1",
                "stage Staging", "deployStaging digest: sha256:1, release: r1, demo: true",
                "stage Production", "deployProduction digest: sha256:1, release: r1, demo: true",
                "stage Verify", "fileExists ci/verify", "sh ci/verify", "stage Notify", "notifyTeam", "end of node");
    }

    private Outcome run(String jenkinsfile) throws Exception {
        return new RestartingController().run(loader.parse(jenkinsfile), build);
    }
}
