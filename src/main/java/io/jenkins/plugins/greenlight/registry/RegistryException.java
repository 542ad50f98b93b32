package io.jenkins.plugins.greenlight.registry;

import java.io.IOException;

/**
 * A registry could not be reached, refused, or gave something else than it should; the message says what to do. Never a secret in
 * it.
 */
public final class RegistryException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    RegistryException(String message, int status, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** Of HTTP, as the registry answered; 0 when it did not. */
    public int status() {
        return status;
    }
}
