package shop;

/** A request's body could not be read; the message is meant for the client. */
final class MalformedBody extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedBody(String message) {
        super(message);
    }
}
