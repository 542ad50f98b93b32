package io.jenkins.plugins.greenlight.cli;

/** The command line or the configuration asks for what cannot be. */
final class BadInputException extends Exception {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}
