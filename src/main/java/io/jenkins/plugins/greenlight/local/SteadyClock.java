package io.jenkins.plugins.greenlight.local;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day when the engine began, and from then on what has really passed: setting the machine's clock moves nothing. */
final class SteadyClock extends Clock {
    private final Instant begun = Instant.now();
    private final long begunNanos = System.nanoTime();

    @Override public Instant instant() {
        return begun.plusNanos(System.nanoTime() - begunNanos);
    }

    @Override public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : Clock.system(zone);
    }
}
