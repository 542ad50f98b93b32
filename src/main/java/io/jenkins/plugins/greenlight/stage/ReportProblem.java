package io.jenkins.plugins.greenlight.stage;

import io.jenkins.plugins.greenlight.gate.Check;

/**
 * Why a report does not say what a gate needs to know.
 *
 * @param file    relative to the workspace; the glob when no file matches it
 * @param message what is wrong, a sentence
 * @param advice  what a person can do about it
 */
public record ReportProblem(String file, Kind kind, String message, String advice) {
    /** MISSING: no file. STALE: older than a source. FOREIGN: of another commit. UNREADABLE: cut off, malformed, too large,
     *  in no known format. INCOMPLETE: readable, but it says itself that it does not tell all. */
    public enum Kind { MISSING, STALE, FOREIGN, UNREADABLE, INCOMPLETE }

    /** Inconclusive, always. */
    public Check check() {
        return Check.inconclusive("reports", message.replaceFirst("\\.$", ""), required(), advice);
    }

    private String required() {
        return switch (kind) {
            case MISSING -> "at least one report";
            case STALE -> "a report no older than the sources";
            case FOREIGN -> "a report of this commit";
            case UNREADABLE -> "a report that can be read";
            case INCOMPLETE -> "a complete report";
        };
    }
}
