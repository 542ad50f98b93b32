package io.jenkins.plugins.greenlight.stage.image.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.stage.image.SmallImage;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {
    @TempDir Path workspace;
    private final List<Command> ran = new ArrayList<>();

    private Path jdk() throws IOException {
        var jlink = SmallImage.write(workspace.resolve("jdk/bin/jlink"), "");
        assertThat(jlink.toFile().setExecutable(true)).isTrue();
        return workspace.resolve("jdk");
    }

    /** Does what jlink does, as far as anybody sees. */
    private CommandResult link(Command command) throws IOException {
        ran.add(command);
        var output = Path.of(command.argv().get(command.argv().size() - 1));
        SmallImage.write(output.resolve("bin/java"), String.join(" ", command.argv()));
        return new CommandResult(0, "", "");
    }

    @Test void linksOnceForTheSameModulesInAnyOrder() throws Exception {
        var java = new JavaRuntime(this::link, workspace, jdk());

        var first = java.linked(List.of("jdk.httpserver", "java.base"));
        var again = java.linked(List.of("java.base", "jdk.httpserver"));
        var other = java.linked(List.of("java.base"));

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        assertThat(first.resolve("bin/java")).content().contains("--add-modules java.base,jdk.httpserver --strip");
        assertThat(ran).hasSize(2);
    }

    @Test void leavesNothingBesideTheRuntime() throws Exception {
        var home = new JavaRuntime(this::link, workspace, jdk()).linked(List.of("java.base"));

        try (var files = Files.list(home.getParent())) {
            assertThat(files).containsExactly(home);
        }
    }

    @Test void keepsTheRuntimeThatSomebodyElseLinkedMeanwhile() throws Exception {
        var home = new JavaRuntime(this::link, workspace, jdk()).linked(List.of("java.base"));
        CommandRunner slow = command -> {
            SmallImage.write(home.resolve("bin/java"), "theirs");
            return link(command);
        };
        Files.delete(home.resolve("bin/java"));
        Files.delete(home.resolve("bin"));
        Files.delete(home);

        var found = new JavaRuntime(slow, workspace, jdk()).linked(List.of("java.base"));

        assertThat(found).isEqualTo(home);
        assertThat(home.resolve("bin/java")).hasContent("theirs");
        try (var files = Files.list(home.getParent())) {
            assertThat(files).containsExactly(home);
        }
    }

    @Test void saysThatAJreIsNoJdk() {
        var java = new JavaRuntime(this::link, workspace, workspace.resolve("jre"));

        assertThatThrownBy(() -> java.linked(List.of("java.base"))).isInstanceOf(StageException.class)
                .hasMessageContaining("needs a JDK, this is a JRE").hasMessageContaining("bin/jlink");
    }

    @Test void saysWhatJlinkSaidAndTakesNothingOfIt() throws Exception {
        CommandRunner failing = command -> {
            link(command);
            return new CommandResult(1, "Error: Module java.bse not found\n", "");
        };
        var java = new JavaRuntime(failing, workspace, jdk());

        assertThatThrownBy(() -> java.linked(List.of("java.bse"))).isInstanceOf(StageException.class)
                .hasMessageContaining("jlink ended with 1").hasMessageContaining("Module java.bse not found")
                .hasMessageContaining("install the whole JDK");
        Files.createDirectory(workspace.resolve("jdk/jmods"));
        assertThatThrownBy(() -> java.linked(List.of("java.bse"))).hasMessageContaining("java --list-modules");
        try (var files = Files.list(workspace.resolve("target/greenlight/runtime"))) {
            assertThat(files).isEmpty();
        }
    }
}
