package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.deploy.LeaseHeldException;
import io.jenkins.plugins.greenlight.deploy.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FailureTest {
    private final StringWriter errors = new StringWriter();

    private int exitCode(Exception e) {
        CommandLine line = Main.commandLine().setErr(new PrintWriter(errors, true));
        return new Failure().handleExecutionException(e, line, null);
    }

    @Test void isAnErrorWithItsMessageAndNoTrace() {
        assertThat(exitCode(new IOException("The disk is gone."))).isEqualTo(1);
        assertThat(errors.toString().lines()).containsExactly("greenlight: The disk is gone.", "ERROR (exit code 1)");
    }

    @Test void showsTheTraceOfWhatNobodyExpected() {
        assertThat(exitCode(new IllegalStateException())).isEqualTo(1);
        assertThat(errors.toString()).startsWith("greenlight: java.lang.IllegalStateException").contains("\tat ")
                .endsWith("ERROR (exit code 1)" + System.lineSeparator());
    }

    @Test void isBadInputWhenTheInputIsBad() {
        assertThat(exitCode(new BadInputException("no"))).isEqualTo(2);
        assertThat(exitCode(new IllegalArgumentException("no"))).isEqualTo(2);
        assertThat(errors.toString()).doesNotContain("\tat ");
    }

    @Test void isBadInputWhenTheConfigurationIsBad() {
        try {
            ConfigReader.read("version: 2", "greenlight.yaml");
        } catch (ConfigException e) {
            assertThat(exitCode(e)).isEqualTo(2);
        }
        assertThat(errors.toString()).contains("BAD_INPUT (exit code 2)");
    }

    @Test void isBlockedWhileSomebodyElseDeploys(@TempDir Path folder) throws Exception {
        var world = new World(folder);
        world.leaseHeldBy("anna");
        try {
            world.deploy(1);
        } catch (LeaseHeldException e) {
            assertThat(exitCode(e)).isEqualTo(20);
        }
        assertThat(errors.toString()).contains("anna").contains("BLOCKED (exit code 20)");
    }
}
