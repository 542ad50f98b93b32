package io.jenkins.plugins.greenlight.gate;

import java.util.Objects;

/**
 * One question a gate asked and its answer.
 *
 * @param name     what was looked at, e.g. {@code line} or {@code reports}
 * @param measured what was found, with its unit, e.g. {@code 79.00 %}
 * @param required what was expected, e.g. {@code >= 80.00 %}
 * @param advice   what a person can do about it; empty when nothing needs doing
 */
public record Check(String name, Outcome outcome, String measured, String required, String advice) {
    public Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(measured, "measured");
        Objects.requireNonNull(required, "required");
        Objects.requireNonNull(advice, "advice");
    }

    public static Check passed(String name, String measured, String required) {
        return new Check(name, Outcome.PASSED, measured, required, "");
    }

    public static Check failed(String name, String measured, String required, String advice) {
        return new Check(name, Outcome.FAILED, measured, required, advice);
    }

    /** Could not be measured; blocks unless softened by {@link MissingPolicy#WARN}. */
    public static Check inconclusive(String name, String measured, String required, String advice) {
        return new Check(name, Outcome.INCONCLUSIVE, measured, required, advice);
    }

    Check with(Outcome softened) {
        return new Check(name, softened, measured, required, advice);
    }
}
