package io.jenkins.plugins.greenlight.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long something took, for a person: {@code 23 ms}, {@code 0.4 s}, {@code 12.3 s}, {@code 3 min 5 s}. */
final class Took {
    private static final Duration SHORT = Duration.ofMillis(100);

    private Took() { }

    static String between(Instant start, Instant end) {
        var took = Duration.between(start, end);
        if (!took.isNegative() && took.compareTo(SHORT) < 0) {
            return took.toMillis() + " ms";
        }
        return took.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
}
