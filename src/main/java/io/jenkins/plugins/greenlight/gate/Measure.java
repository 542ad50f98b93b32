package io.jenkins.plugins.greenlight.gate;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One named figure. Empty means that it was not measured, which is not zero.
 *
 * @param value finite, in {@code unit}, not rounded
 */
public record Measure(String name, Unit unit, OptionalDouble value) {
    public Measure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(value, "value");
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new IllegalArgumentException("Measure " + name + " is " + value.getAsDouble()
                    + ". Expected a finite number; what could not be measured is Measure.missing.");
        }
    }

    public static Measure of(String name, Unit unit, double value) {
        return new Measure(name, unit, OptionalDouble.of(value));
    }

    public static Measure count(String name, long value) {
        return of(name, Unit.COUNT, value);
    }

    public static Measure missing(String name, Unit unit) {
        return new Measure(name, unit, OptionalDouble.empty());
    }

    /** With its unit, or {@code not measured}. */
    public String text() {
        return value.isPresent() ? unit.format(value.getAsDouble()) : "not measured";
    }
}
