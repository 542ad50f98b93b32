package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be covered. The names are JaCoCo's counter types. */
public enum Metric {
    LINE, BRANCH, INSTRUCTION, METHOD, CLASS;

    public String measure() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a counter that is no coverage, e.g. {@code COMPLEXITY}. */
    public static Optional<Metric> of(String counterType) {
        return Arrays.stream(values()).filter(metric -> metric.name().equals(counterType)).findFirst();
    }
}
