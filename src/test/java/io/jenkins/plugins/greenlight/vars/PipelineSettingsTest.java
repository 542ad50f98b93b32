package io.jenkins.plugins.greenlight.vars;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.groovy.cps.CpsTransformer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineSettingsTest {
    private static final String SETTINGS = "agent, config, demo, checkout, build, verify, skip, securityScan, coverageGate, "
            + "buildImage, loadTest, deployStaging, deployProduction, notifyTeam, rollbackProduction";
    private static ScriptLoader loader;

    private final FakeBuild build = new FakeBuild(PipelineSettingsTest.loader);

    @BeforeAll static void compileTheLibrary() throws Exception {
        loader = new ScriptLoader(new CpsTransformer());
    }

    @Test void refusesAnUnknownSettingWithTheNearestAndAllValidOnes() throws Exception {
        var thrown = failureOf("productionPipeline(confg: 'greenlight.yaml')");

        assertThat(thrown).hasMessage("productionPipeline: unknown setting \"confg\". Did you mean \"config\"? Expected one of "
                + SETTINGS + ".");
        assertThat(build.calls).as("nothing is run").hasSize(1);
    }

    @Test void namesNoNearestWhenNothingIsNear() throws Exception {
        assertThat(failureOf("productionPipeline(kubernetesNamespace: 'x')"))
                .hasMessage("productionPipeline: unknown setting \"kubernetesNamespace\". Expected one of " + SETTINGS + ".");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "agent: 3 | agent is Integer \"3\". Expected a text.",
        "config: [] | config is ArrayList. Expected a text.",
        "demo: 'yes' | demo is String \"yes\". Expected true or false.",
        "checkout: 'scm' | checkout is String \"scm\". Expected true or false.",
        "build: 'make' | build is String \"make\". Expected a closure.",
        "verify: true | verify is Boolean \"true\". Expected a closure.",
        "skip: 'loadTest' | skip is String \"loadTest\". Expected a list of steps.",
        "coverageGate: { } | coverageGate is a closure. Expected a map of the step's parameters.",
        "skip: ['loadtest'] | unknown step in skip \"loadtest\". Did you mean \"loadTest\"?",
        "verify: { }, skip: ['deployProduction'] | verify looks at what deployProduction did, which skip leaves out."})
    void refusesAWrongValueAndSaysWhatItExpected(String settings, String message) throws Exception {
        assertThat(failureOf("productionPipeline(" + settings + ")")).hasMessageStartingWith("productionPipeline: " + message);
    }

    @Test void namesAllThatIsWrongAtOnce() throws Exception {
        assertThat(failureOf("productionPipeline(demo: 1, agnt: 'linux')").getMessage().lines())
                .hasSize(2).allMatch(line -> line.startsWith("productionPipeline: "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"('linux') | String \"linux\"", "{ sh 'make' } | a closure", "(null) | null"})
    void refusesWhatIsNotNamed(String argument, String shown) throws Exception {
        assertThat(failureOf("productionPipeline" + argument))
                .hasMessageStartingWith("productionPipeline: expected named settings").hasMessageEndingWith("got " + shown + ".");
    }

    @Test void takesANullSettingAsLeftOutAndAComposedText() throws Exception {
        var outcome = new RestartingController().run(loader.parse(
                "def at = 'ci'; productionPipeline(agent: null, demo: null, skip: null, config: \"${at}/gl.yaml\")"), build);

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).contains("node", "securityScan config: ci/gl.yaml");
    }

    @Test void itsHelpNamesEverySetting() throws Exception {
        var help = Files.readString(Path.of("vars/productionPipeline.txt"));
        var page = Files.readString(Path.of("docs/pipelines.md"));

        for (var setting : SETTINGS.split(", ")) {
            assertThat(help).contains(setting);
            assertThat(page).contains("`" + setting + "`");
        }
    }

    private Throwable failureOf(String jenkinsfile) throws Exception {
        var outcome = new RestartingController().run(loader.parse(jenkinsfile), build);
        assertThat(outcome.isSuccess()).as("the script ended normally").isFalse();
        return outcome.getAbnormal();
    }
}
