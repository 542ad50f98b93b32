package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.gate.Check;
import java.util.Objects;

/**
 * Why a scanner does not say what a gate needs to know.
 *
 * @param scanner  as greenlight.yaml names it, e.g. {@code trivy} or {@code commands.semgrep}
 * @param message  what happened, a sentence; it may hold what the scanner wrote, in one line and without control characters
 * @param expected what was expected in its place
 * @param advice   what a person can do about it
 */
public record ScanProblem(String scanner, String message, String expected, String advice) {
    public ScanProblem {
        Objects.requireNonNull(scanner, "scanner");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(advice, "advice");
    }

    /** Inconclusive, always. */
    public Check check() {
        return Check.inconclusive("scanners", message, expected, advice);
    }
}
