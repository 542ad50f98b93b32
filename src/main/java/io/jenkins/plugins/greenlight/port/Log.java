package io.jenkins.plugins.greenlight.port;

import java.time.Duration;

/** What a person watching reads, a line a call. */
public interface Log {
    void info(String line);

    void warn(String line);

    /** What was asked for, or how it ended: said where all but warnings is left out, too. */
    default void result(String line) {
        info(line);
    }

    /** Which stage what follows is of, such as {@code image}; empty for none. A log for people does without. */
    default void stage(String word) { }

    /**
     * Shows on a terminal that something goes on, until it is closed; a plain log has its notes alone.
     *
     * @param what  such as "Building the image"
     * @param lasts how long it is going to take; zero where nobody knows
     */
    default Progress progress(String what, Duration lasts) {
        return this::info;
    }
}
