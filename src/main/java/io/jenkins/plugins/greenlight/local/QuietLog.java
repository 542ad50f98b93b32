package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Progress;
import java.time.Duration;

/** Warnings and results alone. */
public final class QuietLog implements Log {
    private final Log log;

    public QuietLog(Log log) {
        this.log = log;
    }

    @Override public void info(String line) { }

    @Override public void warn(String line) {
        log.warn(line);
    }

    @Override public void result(String line) {
        log.result(line);
    }

    @Override public void stage(String word) {
        log.stage(word);
    }

    @Override public Progress progress(String what, Duration lasts) {
        return this::info;
    }
}
