package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Unit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be measured is no pass: a release that may be good, watched with evidence that is worth nothing. */
class BadEvidenceTest {
    private static final Router.Counters NONE = new Router.Counters(0, 0, 0, 0, 0);

    private static Arguments that(String name, Consumer<WatchStage> bad) {
        return Arguments.of(name, bad);
    }

    private static Arguments source(String name, Evidence source) {
        return source(name, stage -> source, stage -> { });
    }

    private static Arguments source(String name, java.util.function.Function<WatchStage, Evidence> source, Consumer<WatchStage> more) {
        return that(name, stage -> {
            stage.onUnknown = DeploySettings.OnUnknown.BACK;
            stage.metrics(source.apply(stage), "latency", "ms", "latency < 300 ms");
            more.accept(stage);
        });
    }

    static Stream<Arguments> theRouters() {
        return Stream.of(
                that("the router never says what it counted", stage -> stage.at(0, () -> stage.world.router.told = null)),
                that("it stops saying so midway", stage -> stage.at(2_000, () -> stage.world.router.told = null)),
                that("its counters stand at zero", stage -> stage.at(0, () -> stage.world.router.told = counters -> NONE)),
                that("they stand at a great number", stage -> stage.at(0, () -> stage.world.router.told = counters ->
                        new Router.Counters(9_000, 0, 0, 0, 0))),
                that("they stand still from the middle on", stage -> stage.at(1_500, () -> stage.conduct.uncounted = true)),
                that("they go backwards at every look", stage -> {
                    var left = new AtomicLong(1_000_000);
                    stage.at(0, () -> stage.world.router.told = c -> new Router.Counters(left.getAndAdd(-40) % 90, 0, 0, 0, 0));
                }),
                that("they are negative", stage -> stage.at(0, () -> stage.world.router.told = c -> new Router.Counters(-5, 0, 0, 0, 0))),
                that("they are more than can be counted", stage -> stage.at(0, () -> stage.world.router.told = c ->
                        new Router.Counters(Long.MAX_VALUE, 0, 0, 0, 0, Long.MAX_VALUE))),
                that("one of them is garbage", stage -> stage.at(0, () -> stage.world.router.told = c ->
                        new Router.Counters(c.answers(), Long.MIN_VALUE, 0, 0, 0))),
                that("the router is restarted every half second", stage -> {
                    for (int at = 0; at < 60_000; at += 200) {
                        stage.at(at, stage.world.router::forgetCounts);
                    }
                }),
                that("it is restarted midway and counts nothing after", stage -> stage.at(2_500, () -> {
                    stage.world.router.forgetCounts();
                    stage.conduct.uncounted = true;
                })),
                that("it is away from the first second on", stage -> stage.at(1_000, () -> stage.world.router.down = true)),
                that("the checks are empty", stage -> stage.checks = new String[0]),
                that("there are too few samples", stage -> stage.minSamples = 1_000_000),
                that("a count of requests is asked for and too little was counted", stage -> {
                    stage.checks = new String[] {"requests >= 10"};
                    stage.world.users = false;
                    stage.minSamples = 100_000;
                }),
                that("traffic stops midway, for the router", stage -> stage.at(2_000, () -> {
                    stage.world.users = false;
                    stage.conduct.uncounted = true;
                })),
                that("nobody comes, and our probes are not counted", stage -> {
                    stage.world.users = false;
                    stage.at(0, () -> stage.conduct.uncounted = true);
                }));
    }

    static Stream<Arguments> theProbes() {
        return Stream.of(
                that("somebody else answers", stage -> stage.at(0, () -> stage.conduct.of(2).claims = "stranger")),
                that("the previous release answers in its place", stage -> stage.at(0, () -> stage.conduct.of(2).claims = "r1")),
                that("somebody else answers from the middle on", stage -> stage.at(2_000, () -> stage.conduct.of(2).claims = "stranger")),
                that("the front door is shut, though the router counts", stage -> stage.at(2_000, () -> stage.conduct.doorShut = true)),
                that("its own health check fails", stage -> stage.at(1_000, () ->
                        stage.world.runtime.healths.put(World.release(2).id(), Runtime.Health.UNHEALTHY))),
                that("it died", stage -> stage.at(1_000, () -> stage.world.runtime.kill(World.release(2).id()))),
                that("the clock leaps over the end, and nothing is counted", stage -> stage.at(200, () -> {
                    stage.world.time.leap(Duration.ofSeconds(20));
                    stage.conduct.uncounted = true;
                })),
                that("the clock is set back, and nothing is counted", stage -> stage.at(200, () -> {
                    stage.world.time.leap(Duration.ofSeconds(-20));
                    stage.conduct.uncounted = true;
                })));
    }

    static Stream<Arguments> theOthers() {
        return Stream.of(
                source("it has no number", Sources.missing("NaN is no number")),
                source("it fails", Sources.missing("it answered 503")),
                source("it breaks", Sources.broken()),
                source("it never answers", Sources.never()),
                source("it says nothing", Sources.says()),
                source("it does not say of when its number is", Sources.undated()),
                source("its number is of before the switch", stage -> Sources.aged(stage, Duration.ofSeconds(25)), stage -> { }),
                source("its number is too old", stage -> Sources.stuckAt(() -> stage.watching.plusSeconds(1)),
                        stage -> stage.duration = Duration.ofSeconds(35)),
                source("its number is of the future", stage -> Sources.aged(stage, Duration.ofSeconds(-60)), stage -> { }),
                source("it answers another question", stage -> Sources.named("latencies", Unit.MILLIS, stage), stage -> { }),
                source("it answers in another unit", stage -> Sources.named("latency", Unit.PERCENT, stage), stage -> { }),
                source("it is killed midway", stage -> Sources.first(Sources.good(stage), 1, Sources.missing("nothing accepts connections")),
                        stage -> stage.duration = Duration.ofSeconds(12)),
                source("it is silent, and it alone was to be asked", stage -> Sources.missing("no series"), stage -> {
                    stage.checks = new String[] {"latency < 300 ms"};
                    stage.onUnknown = DeploySettings.OnUnknown.HOLD;
                }),
                source("it is good, and the router does not say what it counted", Sources::good, stage ->
                        stage.at(0, () -> stage.world.router.told = null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"theRouters", "theProbes", "theOthers"})
    void neverPromotes(String name, Consumer<WatchStage> bad) throws Exception {
        var stage = new WatchStage(7);
        bad.accept(stage);

        var result = stage.play();

        assertThat(result.delivered()).as(result.reason()).isFalse();
        assertThat(result.state()).isPresent();
        assertThat(stage.watching).as("it came to be watched").isNotNull();
        assertThat(stage.world.liveRelease()).contains(result.halted() ? "r2" : "r1");
    }
}
