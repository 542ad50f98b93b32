package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Secondary sources of evidence, good and bad. */
final class Sources {
    private static final Measure GOOD = Measure.of("latency", Unit.MILLIS, 100);

    private Sources() { }

    static Evidence says(Evidence.Reading... readings) {
        return question -> CompletableFuture.completedFuture(List.of(readings));
    }

    static Evidence good(WatchStage stage) {
        return from(() -> new Evidence.Reading(GOOD, Optional.of(stage.world.time.instant()), ""));
    }

    static Evidence slow(WatchStage stage) {
        return from(() -> new Evidence.Reading(Measure.of("latency", Unit.MILLIS, 900), Optional.of(stage.world.time.instant()), ""));
    }

    /** @param age of its newest sample, whenever it is asked */
    static Evidence aged(WatchStage stage, Duration age) {
        return from(() -> new Evidence.Reading(GOOD, Optional.of(stage.world.time.instant().minus(age)), ""));
    }

    static Evidence stuckAt(Supplier<Instant> when) {
        return from(() -> new Evidence.Reading(GOOD, Optional.of(when.get()), ""));
    }

    static Evidence undated() {
        return says(new Evidence.Reading(GOOD, Optional.empty(), ""));
    }

    static Evidence missing(String why) {
        return says(new Evidence.Reading(Measure.missing("latency", Unit.MILLIS), Optional.empty(), why));
    }

    static Evidence named(String name, Unit unit, WatchStage stage) {
        return from(() -> new Evidence.Reading(Measure.of(name, unit, 1), Optional.of(stage.world.time.instant()), ""));
    }

    static Evidence never() {
        return question -> new CompletableFuture<>();
    }

    static Evidence broken() {
        return question -> CompletableFuture.failedFuture(new IllegalStateException("garbage"));
    }

    static Evidence first(Evidence one, int times, Evidence then) {
        var asked = new int[1];
        return question -> {
            asked[0]++;
            return (asked[0] <= times ? one : then).ask(question);
        };
    }

    private static Evidence from(Supplier<Evidence.Reading> reading) {
        return question -> CompletableFuture.completedFuture(List.of(reading.get()));
    }
}
