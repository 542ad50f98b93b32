package io.jenkins.plugins.greenlight.finding;

/**
 * Takes what a report says while it is read, so that its size does not matter. What comes before an {@link #end} is of the
 * run that ends there. A reader that throws leaves what came since the last end without one: it does not count.
 */
public interface FindingSink {
    /** Present, and not suppressed by the report itself. */
    void found(Finding finding);

    /** Present, and suppressed by the report itself. */
    void suppressed(Suppressed suppressed);

    /** The run of one tool is over. */
    void end(ScanRun run);
}
