package benchmarks.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Microseconds since the Unix epoch that never go backwards: the clock of the machine once, then the time that passes. Whoever
 * tells a {@link Switch} reads it here too: beside requests, another clock is up to its own grain and every step of it off.
 */
public final class Moments {
    private static final long BASE_NANOS = System.nanoTime();
    private static final long BASE_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

    private Moments() { }

    public static long now() {
        return of(System.nanoTime());
    }

    /** When {@link System#nanoTime} said or will say so. */
    static long of(long nanos) {
        return BASE_MICROS + Math.floorDiv(nanos - BASE_NANOS, 1000L);
    }
}
