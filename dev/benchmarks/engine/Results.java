package benchmarks.engine;

import java.util.Collection;
import java.util.Locale;

/** One line for each figure: RESULT name value unit. */
public final class Results {
    private Results() { }

    public static void print(String name, double value, String unit) {
        System.out.println("RESULT " + name + " " + (value == Math.rint(value) ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.2f", value)) + " " + unit);
    }

    /** A promise that is not kept ends the program with an error; how long something took is no promise. */
    public static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The smallest value that at least so many percent do not exceed, in milliseconds. */
    public static void percentile(String name, Collection<Long> micros, int percent) {
        benchmarks.load.Count.percentile(micros.stream().mapToLong(Long::longValue).toArray(), percent)
                .ifPresent(value -> print(name + ".p" + percent, value / 1000.0, "ms"));
    }

    static void most(String name, Collection<Long> micros) {
        micros.stream().mapToLong(Long::longValue).max().ifPresent(value -> print(name + ".max", value / 1000.0, "ms"));
    }
}
