package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Releases that turn bad under 200 requests a second, by seed, behind a router with failover and without. */
class BadReleasesTest {
    private static final int SEEDS = Integer.getInteger("greenlight.seeds", 40);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static Arguments bad(String name, boolean failover, Consumer<WatchStage> turn) {
        return Arguments.of(name + (failover ? ", behind a failover" : ""), failover, turn);
    }

    static Stream<Arguments> releases() {
        return Stream.of(false, true).flatMap(failover -> Stream.of(
                bad("2 % of 500s", failover, stage -> stage.conduct.of(2).errorPercent = 2),
                bad("5 % of 500s", failover, stage -> stage.conduct.of(2).errorPercent = 5),
                bad("30 % of 500s", failover, stage -> stage.conduct.of(2).errorPercent = 30),
                bad("hang", failover, stage -> stage.conduct.of(2).hangs = true),
                bad("300 ms slower", failover, stage -> stage.conduct.of(2).addedMillis = 300),
                bad("one bad endpoint of five", failover, stage -> stage.conduct.of(2).bad.add("/four"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("releases")
    void areTakenBackWithinThreeSeconds(String name, boolean failover, Consumer<WatchStage> turn) throws Exception {
        var took = new ArrayList<Duration>();

        for (int seed = 0; seed < SEEDS; seed++) {
            var stage = new WatchStage(seed);
            stage.duration = Duration.ofSeconds(10);
            stage.conduct.failover = failover;
            stage.conduct.paths = List.of("/health", "/one", "/two", "/three", "/four");
            stage.smoke = List.of("GET /one", "GET /two", "GET /three", "GET /four");
            stage.at(seed % 3 * 1_700, () -> turn.accept(stage));
            var result = stage.play();

            assertThat(result.state()).as("seed %s: %s", seed, result.reason()).contains(DeployState.ROLLED_BACK);
            assertThat(stage.world.liveRelease()).contains("r1");
            took.add(stage.badFor());
        }

        Collections.sort(took);
        assertThat(took.get((int) Math.ceil(0.95 * SEEDS) - 1)).as("p95 of %s", took).isLessThanOrEqualTo(LONGEST);
    }
}
