package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** At night nobody comes, and Prometheus may sleep: a good release is delivered all the same. */
class LittleTrafficTest {
    private static Arguments that(String name, Consumer<WatchStage> night) {
        return Arguments.of(name, night);
    }

    private static void silent(WatchStage stage, Evidence source) {
        stage.metrics(source, "latency", "ms", "latency < 300 ms");
    }

    static Stream<Arguments> nights() {
        return Stream.of(
                that("nobody comes", stage -> { }),
                that("one user a second", stage -> {
                    for (int at = 0; at < 30_000; at += 1_000) {
                        stage.at(at, () -> stage.world.router.count(Slot.GREEN, 1, 0, 0));
                    }
                }),
                that("users come in the first second only", stage -> {
                    stage.at(0, () -> stage.world.users = true);
                    stage.at(1_000, () -> stage.world.users = false);
                }),
                that("users come in the last second only", stage -> stage.at(4_000, () -> stage.world.users = true)),
                that("users stop midway", stage -> {
                    stage.at(0, () -> stage.world.users = true);
                    stage.at(2_500, () -> stage.world.users = false);
                }),
                that("many samples are asked for", stage -> stage.minSamples = 200),
                that("the watch is short", stage -> stage.duration = Duration.ofSeconds(1)),
                that("one probe fails", stage -> {
                    stage.at(2_040, () -> stage.conduct.of(2).errorPercent = 100);
                    stage.at(2_060, () -> stage.conduct.of(2).errorPercent = 0);
                }),
                that("the only user meets an error", stage -> stage.at(2_000, () -> stage.world.router.count(Slot.GREEN, 0, 1, 0))),
                that("four of the few users meet an error", stage -> stage.at(2_000, () -> stage.world.router.count(Slot.GREEN, 0, 4, 0))),
                that("a pause of 400 ms", stage -> stage.at(2_010, () ->
                        stage.conduct.of(2).pausedUntil = stage.world.time.instant().plusMillis(400))),
                that("Prometheus is away", stage -> silent(stage, Sources.missing("nothing accepts connections"))),
                that("Prometheus has no series", stage -> silent(stage, Sources.missing("no series"))),
                that("Prometheus never answers", stage -> silent(stage, Sources.never())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nights")
    void doesNotTakeAGoodReleaseBack(String name, Consumer<WatchStage> night) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            var stage = new WatchStage(seed);
            stage.world.users = false;
            night.accept(stage);

            var result = stage.play();

            assertThat(result.delivered()).as("seed %s: %s", seed, result.reason()).isTrue();
            assertThat(result.reason()).contains("of them our probes");
            assertThat(stage.world.liveRelease()).contains("r2");
        }
    }
}
