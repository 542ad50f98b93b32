package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.gate.Check;
import java.util.Objects;

/**
 * Why nothing can be signed, or no signature looked at.
 *
 * @param message  what happened, a sentence; it may hold what cosign wrote, in one line, with no secret in it
 * @param expected what was expected in its place
 * @param advice   what a person can do about it
 */
public record SigningProblem(String message, String expected, String advice) {
    /** Of every check on signatures. */
    public static final String CHECK = "signature";

    public SigningProblem {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(advice, "advice");
    }

    /** Inconclusive, always. */
    public Check check() {
        return Check.inconclusive(CHECK, message, expected, advice);
    }

    /** In one text, for an exception. */
    public String text() {
        return message + ". Expected " + expected + ". " + advice;
    }
}
