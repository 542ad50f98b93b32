package io.jenkins.plugins.greenlight.parse;

import java.util.List;

/** A document that is not what it should be; the message begins with file, line and column where they are known, and is short. */
public final class ParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2000;
    private final transient Node.Place place;
    private final String problem;

    public ParseException(Node.Place place, String problem) {
        this(brief(problem), place);
    }

    private ParseException(String problem, Node.Place place) {
        super(place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    public ParseException(String source, String problem) {
        this(new Node.Place(source, 0, 0), problem);
    }

    /**
     * All that is wrong with a document, a line each, at the place of the first.
     *
     * @param problems at least one
     * @param more     how many there are beside them
     */
    public static ParseException of(List<ParseException> problems, int more) {
        var text = new StringBuilder(problems.get(0).problem());
        problems.stream().skip(1).forEach(problem -> text.append('\n').append(problem.getMessage()));
        if (more > 0) {
            text.append("\nand ").append(more).append(" more.");
        }
        return new ParseException(text.toString(), problems.get(0).place());
    }

    /** Why a document could not be read: this exception's own words, or that the file itself gave way. */
    public static String told(String source, Exception e) {
        return e instanceof ParseException ? e.getMessage() : source + " cannot be read: " + e;
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
