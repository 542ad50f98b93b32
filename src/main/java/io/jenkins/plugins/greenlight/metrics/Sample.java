package io.jenkins.plugins.greenlight.metrics;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number, or why there is none.
 *
 * @param value finite; empty when it is missing
 * @param at    when it was worked out, by the clock of whoever did; its samples may be older. Empty when the value is
 * @param why   it is missing; empty when it is not
 */
public record Sample(OptionalDouble value, Optional<Instant> at, String why) {
    static Sample of(double value, Instant at) {
        return new Sample(OptionalDouble.of(value), Optional.of(at), "");
    }

    static Sample missing(String why) {
        return new Sample(OptionalDouble.empty(), Optional.empty(), why);
    }
}
