package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    @TempDir Path folder;

    private HaproxyConfig config(String app, boolean whole) {
        var site = new HaproxySite(folder.resolve("s").toString(), folder.resolve(app + ".map").toString(), 18080, true);
        return new HaproxyConfig(app, "production", site, Map.of(Slot.BLUE, 18081, Slot.GREEN, 18082), "/health",
                Duration.ofSeconds(30), whole,
                "", "");
    }

    private Path out() {
        return folder.resolve("etc/haproxy.cfg");
    }

    private static CommandResult unasked(Command command) {
        throw new AssertionError("nobody is to run " + command.argv());
    }

    private void write(HaproxyConfig config, boolean force) throws IOException, InterruptedException {
        new ConfigFile(out(), ConfigFileTest::unasked).write(config, force, Optional.empty());
    }

    @Test void beginsWithNobodyLive() throws Exception {
        write(config("shop", true), false);

        assertThat(folder.resolve("shop.map")).hasContent("live shop-production-nobody\n");
        assertThat(out().getParent().toFile().list()).containsExactly("haproxy.cfg");
    }

    @Test void replacesWhatItWroteAndNeverTheMap() throws Exception {
        write(config("shop", true), false);
        Files.writeString(folder.resolve("shop.map"), "live shop-production-blue\n");

        write(config("shop", false), false);

        assertThat(Files.readString(out())).doesNotContain("stats socket");
        assertThat(folder.resolve("shop.map")).hasContent("live shop-production-blue\n");
    }

    @Test void keepsWhatAPersonChangedUnlessForced() throws Exception {
        write(config("shop", true), false);
        var changed = Files.readString(out()).replace("tunnel 1h", "tunnel 2h");
        Files.writeString(out(), changed);

        assertThatThrownBy(() -> write(config("shop", true), false)).isInstanceOf(IOException.class).hasMessageContaining(out()
                .toString())
                .hasMessageContaining("--force");
        assertThat(Files.readString(out())).isEqualTo(changed);

        write(config("shop", true), true);
        assertThat(Files.readString(out())).contains("tunnel 1h");
        assertThat(Files.readString(folder.resolve("etc/haproxy.cfg.before-greenlight"))).isEqualTo(changed);
    }

    @Test void keepsTheConfigurationOfTheDistribution() throws Exception {
        Files.createDirectories(out().getParent());
        Files.writeString(out(), "global\n    daemon\n");

        assertThatThrownBy(() -> write(config("shop", true), false)).isInstanceOf(IOException.class).hasMessageContaining("was"
                + " not written by");
    }

    @Test void keepsTheFileWhenHaproxyRefusesTheNewOne() throws Exception {
        write(config("shop", true), false);
        var before = Files.readString(out());
        var file = new ConfigFile(out(), command -> new CommandResult(1, "", "[ALERT] unknown keyword"));

        assertThatThrownBy(() -> file.write(config("shop", false), false, Optional.of(Path.of("/usr/sbin/haproxy"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[ALERT] unknown keyword").hasMessageContaining("was not changed");

        assertThat(Files.readString(out())).isEqualTo(before);
        assertThat(out().getParent().toFile().list()).containsExactly("haproxy.cfg");
    }

    @Test void isTakenByHaproxyForTwoApplicationsTogether() throws Exception {
        assumeTrue(ConfigFile.haproxy().isPresent(), "HAProxy is not installed");
        var commands = new LocalCommands();
        new ConfigFile(out(), commands).write(config("shop", true), false, ConfigFile.haproxy());
        new ConfigFile(folder.resolve("etc/more.cfg"), commands).write(config("till", false), false, ConfigFile.haproxy());

        var checked = commands.run(Command.of(folder, Duration.ofSeconds(20), ConfigFile.haproxy().orElseThrow().toString(), "-c",
                "-f",
                out().toString(), "-f", folder.resolve("etc/more.cfg").toString()));

        assertThat(checked.exitCode()).as(checked.errors()).isZero();
        assertThat(checked.errors()).doesNotContain("WARNING");
    }

    @ParameterizedTest
    @CsvSource({"0, 2, /health, 30, port of slot blue is 0", "1, 1, /health, 30, Both slots have the port 1",
            "18080, 2, /health, 30, port of slot blue is 18080", "1, 2, health, 30, health path is \"health\"",
            "1, 2, '/a b', 30, health path is", "1, 2, /health, 0, wait for an answer"})
    void refusesWhatCannotBe(int blue, int green, String health, int seconds, String problem) {
        var site = config("shop", true).site();

        assertThatIllegalArgumentException().isThrownBy(() -> new HaproxyConfig("shop", "production", site, Map.of(Slot.BLUE,
                blue, Slot.GREEN, green),
                health, Duration.ofSeconds(seconds), true, "", "")).withMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"sh op, application is called \"sh op\"", "'sh;op', application", "'', application"})
    void refusesANameThatIsNone(String app, String problem) {
        var config = config("shop", true);

        assertThatIllegalArgumentException().isThrownBy(() -> new HaproxyConfig(app, "production", config.site(), config.slots(),
                "/", Duration.ofSeconds(1),
                true, "", "")).withMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"s, /m, 1, socket", "/s, '/m;x', 1, map", "/s, /m m, 1, map", "/s, /m, 0, port", "/s, /m, 65536, port"})
    void refusesASiteThatCannotBe(String socket, String map, int port, String problem) {
        var site = new HaproxySite(socket, map, port, true);

        assertThatIllegalArgumentException().isThrownBy(() -> new HaproxyConfig("shop", "production", site, config("shop", true)
                .slots(), "/",
                Duration.ofSeconds(1), true, "", "")).withMessageContaining("HAProxy's " + problem);
    }
}
