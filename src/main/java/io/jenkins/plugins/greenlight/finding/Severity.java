package io.jenkins.plugins.greenlight.finding;

import java.util.Locale;

/** How bad a finding is, worst first. UNKNOWN is a bucket of its own: the tool did not say, or nobody understands it. */
public enum Severity {
    CRITICAL, HIGH, MEDIUM, LOW, INFO, UNKNOWN;

    /** The measure that counts it, e.g. {@code critical}. */
    public String measure() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By a CVSS score or SARIF's {@code security-severity}, 0 to 10. */
    public static Severity ofScore(double score) {
        return score >= 9 ? CRITICAL : score >= 7 ? HIGH : score >= 4 ? MEDIUM : score > 0 ? LOW : INFO;
    }

    /** By SARIF's {@code level}, upper and lower case alike. */
    public static Severity ofLevel(String level) {
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "error" -> HIGH;
            case "warning" -> MEDIUM;
            case "note" -> LOW;
            case "none" -> INFO;
            default -> UNKNOWN;
        };
    }
}
