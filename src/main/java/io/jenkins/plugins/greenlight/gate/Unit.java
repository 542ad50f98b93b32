package io.jenkins.plugins.greenlight.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a measure counts in. Spellings carry the factor into the base unit, e.g. {@code 0.2 s} is 200 ms. */
public enum Unit {
    COUNT("", Map.of("", 1d)),
    PERCENT("%", Map.of("%", 1d)),
    PERCENTAGE_POINTS("pp", Map.of("pp", 1d)),
    MILLIS("ms", Map.of("ms", 1d, "s", 1_000d, "min", 60_000d, "us", 0.001d)),
    PER_SECOND("/s", Map.of("/s", 1d, "/min", 1d / 60)),
    MEBIBYTES("MiB", Map.of("MiB", 1d, "KiB", 1d / 1024, "GiB", 1024d)),
    SCORE("score", Map.of("", 1d, "score", 1d));

    private final String symbol;
    private final Map<String, Double> spellings;

    Unit(String symbol, Map<String, Double> spellings) {
        this.symbol = symbol;
        this.spellings = spellings;
    }

    /** As written in a threshold and on a page; empty for a plain count. */
    public String symbol() {
        return symbol;
    }

    /** How many of this unit one of {@code spelling} is; empty when it is no spelling of this unit. */
    public Optional<Double> factor(String spelling) {
        return Optional.ofNullable(spellings.get(spelling));
    }

    /** The value as a person reads it: two decimals, counts without. */
    public String format(double value) {
        return switch (this) {
            case COUNT -> value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value)
                    : String.format(Locale.ROOT, "%.2f", value);
            case SCORE -> String.format(Locale.ROOT, "%.1f", value);
            case PER_SECOND -> String.format(Locale.ROOT, "%.2f/s", value);
            case PERCENT, PERCENTAGE_POINTS, MILLIS, MEBIBYTES -> String.format(Locale.ROOT, "%.2f %s", value, symbol);
        };
    }

    /** A size in {@link #MEBIBYTES} as a person reads it: {@code 3.00 MiB}. */
    public static String ofBytes(long bytes) {
        return MEBIBYTES.format(bytes / (double) (1 << 20));
    }

    static boolean isSpelling(String text) {
        return Arrays.stream(values()).anyMatch(unit -> unit.spellings.containsKey(text));
    }

    /** Every spelling of this unit, for a message. */
    String spellings() {
        return spellings.keySet().stream().map(s -> s.isEmpty() ? "no unit" : s).sorted().collect(Collectors.joining(", "));
    }
}
