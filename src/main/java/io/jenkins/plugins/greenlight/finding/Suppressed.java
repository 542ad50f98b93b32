package io.jenkins.plugins.greenlight.finding;

import java.util.Objects;

/**
 * A finding that somebody decided to live with; it is shown and not counted.
 *
 * @param by  what says so: a file with the line, such as {@code .trivyignore:3}, or the kind of statement in the report
 * @param why the reason given; the kind of suppression when it gives none
 */
public record Suppressed(Finding finding, String by, String why) {
    public Suppressed {
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(why, "why");
    }
}
