package io.jenkins.plugins.greenlight.stage.coverage.history;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import java.time.Instant;

/**
 * What a run before this one measured.
 *
 * @param commit it delivered; empty when unknown
 */
public record MeasuredRun(String commit, Instant at, Counters totals) {
    private static final int SHORT = 12;

    /** For a person: its commit, shortened, and its day. */
    public String title() {
        return (commit.isEmpty() ? "a run" : commit.substring(0, Math.min(SHORT, commit.length())))
                + " of " + at.toString().substring(0, "2026-01-01".length());
    }
}
