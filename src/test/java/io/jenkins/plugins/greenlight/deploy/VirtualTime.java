package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A clock that moves only when somebody pauses, and tells what passes. */
public class VirtualTime extends Clock implements Pause {
    private final NavigableMap<Duration, List<Runnable>> due = new TreeMap<>();
    private Instant zero = Instant.parse("2026-01-01T00:00:00Z");
    private Duration passed = Duration.ZERO;
    private Consumer<Duration> passing = duration -> { };

    void whilePassing(Consumer<Duration> what) {
        passing = what;
    }

    void alsoWhilePassing(Consumer<Duration> what) {
        passing = passing.andThen(what);
    }

    /** Happens when so much time has passed. */
    void in(Duration delay, Runnable what) {
        due.computeIfAbsent(passed.plus(delay), when -> new ArrayList<>()).add(what);
    }

    /** Somebody sets the clock: nothing passes. */
    void leap(Duration by) {
        zero = zero.plus(by);
    }

    @Override public void pause(Duration duration) {
        var end = passed.plus(duration);
        while (!due.isEmpty() && due.firstKey().compareTo(end) <= 0) {
            var next = due.pollFirstEntry();
            passed = next.getKey();
            next.getValue().forEach(Runnable::run);
        }
        passed = end;
        passing.accept(duration);
    }

    @Override public Instant instant() {
        return zero.plus(passed);
    }

    @Override public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
        return this;
    }
}
