package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** A clock that moves only when somebody pauses, and tells what passes. */
public class VirtualTime extends Clock implements Pause {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Consumer<Duration> passing = duration -> { };

    void whilePassing(Consumer<Duration> what) {
        passing = what;
    }

    void alsoWhilePassing(Consumer<Duration> what) {
        passing = passing.andThen(what);
    }

    @Override public void pause(Duration duration) {
        now = now.plus(duration);
        passing.accept(duration);
    }

    @Override public Instant instant() {
        return now;
    }

    @Override public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
        return this;
    }
}
