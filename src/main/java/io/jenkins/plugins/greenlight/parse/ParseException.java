package io.jenkins.plugins.greenlight.parse;

/** A document that is not what it should be; the message begins with file, line and column where they are known, and is short. */
public final class ParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2000;
    private final transient Node.Place place;
    private final String problem;

    public ParseException(Node.Place place, String problem) {
        super(place + ": " + brief(problem));
        this.place = place;
        this.problem = brief(problem);
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

    /** A document may hold a value of megabytes: of it the message has the beginning, and what was expected stands at its own end. */
    private static String brief(String problem) {
        return problem.length() <= LONGEST ? problem
                : problem.substring(0, LONGEST / 2) + " … " + problem.substring(problem.length() - LONGEST / 2);
    }
}
