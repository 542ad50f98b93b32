package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.gate.Check;
import java.util.Objects;

/**
 * Why a file that the gate needs beside the reports is of no use.
 *
 * @param key     in greenlight.yaml, e.g. {@code baseline}
 * @param file    as it is shown
 * @param message what is wrong, a sentence
 * @param advice  what a person can do about it
 */
public record InputProblem(String key, String file, String message, String advice) {
    public InputProblem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(advice, "advice");
    }

    /** Inconclusive, always. */
    Check check() {
        return Check.inconclusive(key, message.replaceFirst("\\.$", ""), "a file that can be read", advice);
    }
}
