package io.jenkins.plugins.greenlight.stage;

/** The work could not be done: what happened, what was expected, what to do. */
public class StageException extends Exception {
    private static final long serialVersionUID = 1L;

    public StageException(String message) {
        super(message);
    }

    public StageException(String message, Throwable cause) {
        super(message, cause);
    }
}
