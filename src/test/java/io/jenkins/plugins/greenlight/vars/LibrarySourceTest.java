package io.jenkins.plugins.greenlight.vars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A library of a folder runs in Jenkins' sandbox, where an unknown method of Java or Groovy needs an administrator. */
class LibrarySourceTest {
    private static final Set<String> STEPS = Set.of("node", "stage", "checkout", "echo", "error", "unstable", "securityScan",
            "coverageGate", "buildImage", "loadTest", "deployStaging", "deployProduction", "rollbackProduction", "notifyTeam");
    /** Allowed by every Jenkins on maps, lists, texts, Math and objects; {@code body} is a closure called by name. */
    private static final Set<String> ALLOWED = Set.of("get", "put", "putAll", "keySet", "add", "addAll", "size", "contains",
            "join", "toString", "toLowerCase", "charAt", "length", "min", "getClass", "getSimpleName", "body", "problemsIn");
    /** Of settings (a map), a built image, currentBuild, env and what was thrown. */
    private static final Set<String> PROPERTIES = Set.of("agent", "build", "checkout", "config", "demo", "skip", "verify",
            "digest", "release", "result", "BRANCH_NAME", "message");

    @Test void callsOnlyStepsAndWhatTheSandboxAllows() throws Exception {
        var pipeline = LibrarySource.of(Path.of("vars/productionPipeline.groovy"));
        var settings = LibrarySource.of(Path.of("vars/greenlightSettings.groovy"));

        var calls = new TreeSet<>(pipeline.calls());
        calls.removeAll(STEPS);

        assertThat(pipeline.calls()).containsAll(STEPS);
        assertThat(calls).isSubsetOf(ALLOWED);
        assertThat(settings.calls()).isSubsetOf(ALLOWED).doesNotContainAnyElementsOf(STEPS);
        assertThat(pipeline.properties()).isSubsetOf(PROPERTIES);
        assertThat(settings.properties()).isSubsetOf(PROPERTIES);
        assertThat(pipeline.classes()).isEmpty();
        assertThat(settings.classes()).as("asked for with instanceof")
                .isSubsetOf("Boolean", "CharSequence", "Closure", "List", "Map", "Number");
    }

    @Test void countsInEveryLoop() throws Exception {
        assertThat(LibrarySource.of(Path.of("vars/productionPipeline.groovy")).loopsWithIterator()).isEmpty();
        assertThat(LibrarySource.of(Path.of("vars/greenlightSettings.groovy")).loopsWithIterator()).isEmpty();
    }

    @Test void findsWhatTheSandboxRefuses() {
        var found = LibrarySource.of("planted.groovy", """
                def call(Map settings) {
                    for (name in settings.names) { new File(name).text }
                    ['a'].each { Jenkins.instance.doSafeExit() }
                }
                """);

        assertThat(found.calls()).containsExactly("doSafeExit", "each");
        assertThat(found.properties()).containsExactly("instance", "names", "text");
        assertThat(found.classes()).containsExactly("new File");
        assertThat(found.loopsWithIterator()).containsExactly("name");
    }
}
