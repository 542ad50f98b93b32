package io.jenkins.plugins.greenlight.finding;

/**
 * A finding that somebody decided to live with; it is shown and not counted.
 *
 * @param why as the report says it; the kind of suppression when it gives no reason
 */
public record Suppressed(Finding finding, String why) { }
