package io.jenkins.plugins.greenlight.docker;

import java.io.IOException;

/** A Docker Engine said no, or said nothing. */
public class EngineException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MISSING = 404;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private final int status;

    EngineException(String message, int status, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The container or image that was asked about is not there. */
    public boolean missing() {
        return status == MISSING;
    }

    /** It is in a state in which this cannot be done, or the name is taken. */
    public boolean conflict() {
        return status == CONFLICT;
    }

    /** Whether the engine answered, and so did not begin what it refused. */
    public boolean answered() {
        return status != 0;
    }

    /** What was sent is wrong: another try would end the same. */
    public boolean refused() {
        return status == BAD_REQUEST;
    }
}
