package io.jenkins.plugins.greenlight.finding;

import java.util.Objects;

/**
 * One thing a scanner found.
 *
 * @param file        as the report names it; empty when it names none
 * @param line        1 or more; 0 when the report names none
 * @param helpLink    an http or https address; empty for none
 * @param fingerprint the same for the same finding in a later report, wherever its line has moved to
 */
public record Finding(String tool, String rule, Severity severity, String file, int line, String message, String helpLink,
                      String fingerprint) {
    public Finding {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(helpLink, "helpLink");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /** {@code file:line}, {@code file}, or empty. */
    public String place() {
        return line == 0 ? file : file + ":" + line;
    }
}
