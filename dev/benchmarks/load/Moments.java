package benchmarks.load;

/** Microseconds since the Unix epoch that never go backwards: the clock of the machine once, then the time that passes. */
public final class Moments {
    private static final long BASE_NANOS = System.nanoTime();
    private static final long BASE_MICROS = System.currentTimeMillis() * 1000;

    private Moments() { }

    public static long now() {
        return BASE_MICROS + (System.nanoTime() - BASE_NANOS) / 1000;
    }
}
