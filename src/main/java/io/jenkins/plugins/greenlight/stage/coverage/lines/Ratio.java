package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.OptionalDouble;

/** So many of so many. */
public record Ratio(long covered, long total) {
    public static final Ratio NOTHING = new Ratio(0, 0);

    public static Ratio ofMissed(long missed, long covered) {
        return new Ratio(covered, missed + covered);
    }

    /** For what is there once, e.g. a line. */
    public static Ratio one(boolean covered) {
        return new Ratio(covered ? 1 : 0, 1);
    }

    public Ratio plus(Ratio other) {
        return new Ratio(covered + other.covered, total + other.total);
    }

    /** The same thing seen by two test runs: covered as far as the better one got. */
    public Ratio best(Ratio other) {
        return new Ratio(Math.max(covered, other.covered), Math.max(total, other.total));
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /** 0 to 100, not rounded. Empty when there is nothing to cover. */
    public OptionalDouble percent() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(100d * covered / total);
    }

    @Override public String toString() {
        return covered + "/" + total;
    }
}
