package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @Test void hasACommandForEveryStageAndForAll() {
        assertThat(commands()).contains("run", "rollback", "resume", "status", "adopt", "demo")
                .containsAll(Stream.of(StageId.values()).map(StageId::word).toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsEveryCommand(String command) {
        var console = Console.run(command, "--help");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).startsWith("Usage: greenlight " + command);
    }

    @Test void explainsItselfWithEveryExitCode() {
        var console = Console.run("--help");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("10 gate failed, 11").contains("Security scan alone.").contains("Builds, scans, pushes and signs the image, alone.").contains("Sets up HAProxy").doesNotContain("embedded-router");
    }

    @Test void showsNoPasswordOfAnAddressThatItDoesNotKnow() {
        var console = Console.run("status", "staging", "postgresql://me:s3cret@db/shop");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("postgresql://****@db/shop").doesNotContain("s3cret");
    }

    @Test void tellsItsVersion() {
        var console = Console.run("--version");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).startsWith("greenlight ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deliver", "run --colour green", "run --digest", "adopt", "status staging production", "router", "router init", "router init --app shop --port 1 --blue x --green 3",
            "embedded-router --port x"})
    void refusesWhatItDoesNotKnow(String line) {
        var console = Console.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).isNotBlank();
        assertThat(console.output()).isEmpty();
    }
}
