package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.port.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a good answer to the health question must be. */
class HealthTest {
    private static final URI BASE = URI.create("http://127.0.0.1:1/");

    private static Probe.Seen ask(String body, Map<String, String> headers, Http.Answer answer) throws InterruptedException {
        var health = new DeploySettings.Health("/health", 1, Duration.ofMillis(1), Duration.ofSeconds(1), body, headers);
        return new Probe(request -> answer, World.HEADER).health(BASE, health, World.release(1).id());
    }

    private static Http.Answer answer(int status, String body) {
        return new Http.Answer(status, Map.of(World.HEADER.toLowerCase(java.util.Locale.ROOT), List.of("r1"), "x-status", List.of("up")), body);
    }

    @Test void isGoodWhereNothingMoreIsAsked() throws Exception {
        assertThat(ask("", Map.of(), answer(200, "")).good()).isTrue();
    }

    @ParameterizedTest @CsvSource({"'all is up', true", "up, true", "UP, false", "down, false", "'', false"})
    void wantsItsWordsInTheBody(String body, boolean good) throws Exception {
        assertThat(ask("up", Map.of(), answer(200, body)).good()).isEqualTo(good);
    }

    @ParameterizedTest @CsvSource({"X-Status, up, true", "x-status, up, true", "X-Status, upper, false", "X-Other, up, false"})
    void wantsItsHeaders(String name, String value, boolean good) throws Exception {
        assertThat(ask("", Map.of(name, value), answer(200, "")).good()).isEqualTo(good);
    }

    @Test void saysWhatIsMissing() throws Exception {
        assertThat(ask("ready", Map.of(), answer(200, "up")).what()).startsWith("200 without \"ready\" in its body from r1");
        assertThat(ask("", Map.of("X-Ready", "yes"), answer(200, "up")).what()).startsWith("200 without the header X-Ready: yes from r1");
    }

    @Test void isBadWithTheRightWordsAndTheWrongStatus() throws Exception {
        assertThat(ask("up", Map.of(), answer(503, "up")).good()).isFalse();
    }

    @Test void isBadWithTheRightWordsOfAnotherRelease() throws IOException, InterruptedException {
        var other = new Http.Answer(200, Map.of(World.HEADER.toLowerCase(java.util.Locale.ROOT), List.of("r2")), "up");

        assertThat(ask("up", Map.of(), other).good()).isFalse();
    }

    @ParameterizedTest @CsvSource({"STARTING, has not passed yet", "UNHEALTHY, fails"})
    void asksTheRuntimesOwnCheckToo(Runtime.Health own, String says, @TempDir Path folder) throws Exception {
        var world = new World(folder);
        world.deploy(1);
        world.runtime.healths.put(World.release(2).id(), own);

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("its own health check " + says);
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void isHealthyWhenBothSaySo(@TempDir Path folder) throws Exception {
        var world = new World(folder);
        world.runtime.healths.put(World.release(1).id(), Runtime.Health.HEALTHY);

        assertThat(world.deploy(1).state()).contains(DeployState.LIVE);
    }
}
