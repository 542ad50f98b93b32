package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to every service now and then is no reason to take a good release back. */
class BlipsTest {
    private static Arguments that(String name, Consumer<WatchStage> blip) {
        return Arguments.of(name, blip);
    }

    private static void failures(WatchStage stage, int at, int many) {
        stage.at(at, () -> stage.world.router.count(Slot.GREEN, 0, many, 0));
    }

    private static void everySecond(WatchStage stage, Runnable what) {
        for (int at = 500; at < 60_000; at += 1_000) {
            stage.at(at, what);
        }
    }

    private static void between(WatchStage stage, int from, int until, Consumer<Boolean> what) {
        stage.at(from, () -> what.accept(true));
        stage.at(until, () -> what.accept(false));
    }

    private static void dependencyDown(WatchStage stage, int from, int until) {
        between(stage, from, until, down -> {
            if (down) {
                stage.conduct.dependency.add("/products");
            } else {
                stage.conduct.dependency.clear();
            }
        });
    }

    private static void paused(WatchStage stage, int at, int millis) {
        stage.at(at, () -> stage.conduct.of(2).pausedUntil = stage.world.time.instant().plusMillis(millis));
    }

    private static void routerAway(WatchStage stage, int from, int until) {
        between(stage, from, until, away -> {
            stage.world.router.down = away;
            stage.conduct.doorShut = away;
        });
    }

    private static void source(WatchStage stage, Evidence source) {
        stage.metrics(source, "latency", "ms", "latency < 300 ms");
    }

    static Stream<Arguments> ofTheRelease() {
        return Stream.of(
                that("nothing at all", stage -> { }),
                that("one failed probe", stage -> between(stage, 1_490, 1_530, shut -> stage.conduct.doorShut = shut)),
                that("two failed probes", stage -> {
                    between(stage, 1_490, 1_530, shut -> stage.conduct.doorShut = shut);
                    between(stage, 3_490, 3_530, shut -> stage.conduct.doorShut = shut);
                }),
                that("four failures at the switch", stage -> failures(stage, 0, 4)),
                that("four refused connections at the switch", stage -> stage.at(0, () -> stage.world.router.count(Slot.GREEN, 0, 0, 4))),
                that("four requests that the router took away at the switch", stage -> stage.at(0, () -> {
                    for (int i = 0; i < 4; i++) {
                        stage.world.router.countElsewhere(Slot.GREEN);
                    }
                })),
                that("four failures in the middle", stage -> failures(stage, 2_500, 4)),
                that("four failures at the very end", stage -> failures(stage, 4_900, 4)),
                that("a pause of 400 ms", stage -> paused(stage, 2_010, 400)),
                that("a pause of 400 ms right at the switch", stage -> paused(stage, 0, 400)),
                that("a pause of 400 ms at the very end", stage -> paused(stage, 4_700, 400)),
                that("two pauses of 400 ms", stage -> {
                    paused(stage, 1_000, 400);
                    paused(stage, 4_200, 400);
                }),
                that("a single time-out", stage -> between(stage, 1_990, 2_020, hangs -> stage.conduct.of(2).hangs = hangs)),
                that("a poison request once a second", stage -> {
                    stage.duration = Duration.ofSeconds(60);
                    everySecond(stage, () -> stage.world.router.count(Slot.GREEN, 0, 1, 0));
                }),
                that("a poison request once a second, behind a failover", stage -> {
                    stage.duration = Duration.ofSeconds(60);
                    stage.conduct.failover = true;
                    everySecond(stage, () -> stage.world.router.countElsewhere(Slot.GREEN));
                }),
                that("its own health check is starting", stage -> stage.at(1_000, () ->
                        stage.world.runtime.healths.put(World.release(2).id(), Runtime.Health.STARTING))));
    }

    static Stream<Arguments> ofOthers() {
        return Stream.of(
                that("what both depend on is down for a second", stage -> dependencyDown(stage, 1_900, 2_900)),
                that("what both depend on is down for three seconds", stage -> dependencyDown(stage, 1_000, 4_000)),
                that("what both depend on is down at the switch", stage -> dependencyDown(stage, 0, 1_500)),
                that("what both depend on is down at the end", stage -> dependencyDown(stage, 4_000, 6_000)),
                that("what both depend on is down for good", stage -> dependencyDown(stage, 1_000, 600_000)),
                that("what both depend on is slow for two seconds", stage -> between(stage, 1_500, 3_500, slow ->
                        stage.conduct.dependencyMillis = slow ? 300 : 0)),
                that("both health checks fail", stage -> stage.at(1_000, () -> {
                    stage.world.runtime.healths.put(World.release(1).id(), Runtime.Health.UNHEALTHY);
                    stage.world.runtime.healths.put(World.release(2).id(), Runtime.Health.UNHEALTHY);
                })),
                that("the router is silent for five seconds", stage -> routerAway(stage, 1_010, 6_010)),
                that("the router is silent for two seconds at the switch", stage -> routerAway(stage, 0, 2_000)),
                that("the router is restarted", stage -> {
                    routerAway(stage, 2_010, 2_310);
                    stage.at(2_310, stage.world.router::forgetCounts);
                }),
                that("the router does not say what it counted for two seconds", stage -> between(stage, 1_000, 3_000, silent ->
                        stage.world.router.told = silent ? null : java.util.function.UnaryOperator.identity())),
                that("ten times as many users for a moment", stage -> stage.at(2_000, () -> stage.world.router.count(Slot.GREEN, 2_000, 0, 0))),
                that("the previous release dies", stage -> stage.at(1_000, () -> stage.world.runtime.kill(World.release(1).id()))),
                that("the clock is set forward", stage -> stage.at(1_500, () -> stage.world.time.leap(Duration.ofSeconds(20)))),
                that("the clock is set back", stage -> stage.at(1_500, () -> stage.world.time.leap(Duration.ofSeconds(-20)))),
                that("Prometheus is away", stage -> source(stage, Sources.missing("nothing accepts connections"))),
                that("Prometheus has no number", stage -> source(stage, Sources.missing("NaN is no number"))),
                that("Prometheus never answers", stage -> source(stage, Sources.never())),
                that("what Prometheus has is old", stage -> source(stage, Sources.aged(stage, Duration.ofMinutes(10)))),
                that("Prometheus says no once, and yes then", stage -> {
                    stage.duration = Duration.ofSeconds(12);
                    source(stage, Sources.first(Sources.slow(stage), 1, Sources.good(stage)));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ofTheRelease", "ofOthers"})
    void leaveAGoodReleaseWhereItIs(String name, Consumer<WatchStage> blip) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            var stage = new WatchStage(seed);
            blip.accept(stage);

            var result = stage.play();

            assertThat(result.delivered()).as("seed %s: %s", seed, result.reason()).isTrue();
            assertThat(stage.world.liveRelease()).contains("r2");
            assertThat(stage.world.router.onTrial).isFalse();
        }
    }
}
