package io.jenkins.plugins.greenlight.stage.coverage;

import java.util.OptionalDouble;

/** So many of so many. */
record Ratio(long covered, long total) {
    static final Ratio NOTHING = new Ratio(0, 0);

    static Ratio ofMissed(long missed, long covered) {
        return new Ratio(covered, missed + covered);
    }

    /** For what is there once, e.g. a line. */
    static Ratio one(boolean covered) {
        return new Ratio(covered ? 1 : 0, 1);
    }

    Ratio plus(Ratio other) {
        return new Ratio(covered + other.covered, total + other.total);
    }

    /** The same thing seen by two test runs: covered as far as the better one got. */
    Ratio best(Ratio other) {
        return new Ratio(Math.max(covered, other.covered), Math.max(total, other.total));
    }

    boolean isEmpty() {
        return total == 0;
    }

    /** 0 to 100, not rounded. Empty when there is nothing to cover. */
    OptionalDouble percent() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(100d * covered / total);
    }

    @Override public String toString() {
        return covered + "/" + total;
    }
}
