package io.jenkins.plugins.greenlight.parse;

/** A document that is not what it should be; the message begins with file, line and column where they are known. */
public final class ParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Node.Place place;
    private final String problem;

    public ParseException(Node.Place place, String problem) {
        super(place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    public ParseException(String source, String problem) {
        this(new Node.Place(source, 0, 0), problem);
    }

    /** Where it is wrong. */
    public Node.Place place() {
        return place;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
