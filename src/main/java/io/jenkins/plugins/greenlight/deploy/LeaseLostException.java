package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;

/** Somebody else took the lease over; this holder must not touch the world any more. */
public final class LeaseLostException extends IOException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
