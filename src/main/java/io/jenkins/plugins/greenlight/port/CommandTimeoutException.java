package io.jenkins.plugins.greenlight.port;

import java.io.IOException;

/** A program ran longer than it may, and was ended with what it had started. */
public final class CommandTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    public CommandTimeoutException(String message) {
        super(message);
    }
}
