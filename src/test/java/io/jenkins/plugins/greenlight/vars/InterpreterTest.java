package io.jenkins.plugins.greenlight.vars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.groovy.cps.CpsTransformer;
import java.io.IOException;
import java.io.NotSerializableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other tests here prove something only if a script that cannot outlive a restart fails in them. */
class InterpreterTest {
    private static ScriptLoader loader;

    @BeforeAll static void compileTheLibrary() throws IOException {
        loader = new ScriptLoader(new CpsTransformer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"for (name in ['a', 'b']) { echo name }", "['a', 'b'].each { echo it }",
        "def held = new Object(); echo 'a'; echo \"${held}\""})
    void cannotStoreAScriptThatHoldsAnIteratorOrAnythingElseNotMadeForIt(String text) {
        var script = loader.parse(text);
        var build = new FakeBuild(loader);

        assertThatThrownBy(() -> new RestartingController().run(script, build)).isInstanceOf(NotSerializableException.class);

        assertThat(build.calls).isEmpty();
    }

    @Test void goesOnInTheMiddleOfLoopsBodiesAndHandlersAfterARestart() throws Exception {
        var build = new FakeBuild(loader).refusing("sh", "exit code 1");
        var script = loader.parse("""
                def names = ['a', 'b']
                for (int i = 0; i < names.size(); i++) { stage(names[i]) { echo names[i] } }
                try { node { sh 'x' } } catch (hudson.AbortException no) { echo no.message } finally { echo 'last' }
                """);

        var outcome = new RestartingController().run(script, build);

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(build.calls).containsExactly("stage a", "echo a", "stage b", "echo b", "node", "sh x", "end of node",
                "echo exit code 1", "echo last");
    }

    @Test void goesOnWithACopyOfTheScriptAndNeverWithTheScriptItself() throws Exception {
        var build = new FakeBuild(loader);
        var script = loader.parse("echo 'a'; counted = 1; echo \"${counted}\"");

        new RestartingController().run(script, build);

        assertThat(build.calls).containsExactly("echo a", "echo 1");
        assertThat(script.getBinding().getVariables()).isEmpty();
    }
}
