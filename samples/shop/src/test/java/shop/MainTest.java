package shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program as it is really started: a process of its own. */
class MainTest {
    private static final int SIGTERM_EXIT = 143;

    @Test
    void exitsWith2AndSaysWhatToDoWithoutAPort() throws Exception {
        var process = program("");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("PORT is not set.");
    }

    @Test
    void stopsSoonWhenTerminatedWithNothingInFlight() throws Exception {
        var process = program("0");
        var firstLine = process.inputReader().readLine();

        process.destroy();

        assertThat(firstLine).startsWith("Corner shop dev listens on http://127.0.0.1:");
        assertThat(process.waitFor(4, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(SIGTERM_EXIT);
    }

    private static Process program(String port) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(java, "-XX:-UsePerfData", "-cp", "target" + File.separator + "classes", "shop.Main", "config/shop.properties");
        command.environment().keySet().removeAll(Set.of("PORT", "BIND", "GREENLIGHT_RELEASE"));
        if (!port.isEmpty()) command.environment().put("PORT", port);
        return command.start();
    }
}
