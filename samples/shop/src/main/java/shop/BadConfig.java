package shop;

/** The shop cannot start with what it was given; the message says what to change. */
final class BadConfig extends Exception {
    private static final long serialVersionUID = 1L;

    BadConfig(String message) {
        super(message);
    }
}
