package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Signs;
import java.util.ArrayList;
import java.util.List;

/** What the readers have come upon so far, over all files. */
final class Reading {
    private static final int MAX_PROBLEMS = 100;

    private final List<Suppression> found = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final List<ParseException> problems = new ArrayList<>();
    private int moreDoubts;

    void found(Suppression one) {
        found.add(one);
    }

    /** @param place where it stands */
    void doubt(Object place, String what) {
        if (doubts.size() < MAX_PROBLEMS) {
            doubts.add(place + ": " + oneLine(what));
        } else {
            moreDoubts++;
        }
    }

    void problem(ParseException one) {
        problems.add(new ParseException(one.place(), oneLine(one.problem())));
    }

    List<Suppression> found() {
        return found;
    }

    /** The first of them, and how many more there are. */
    List<String> doubts() {
        var all = new ArrayList<>(doubts);
        if (moreDoubts > 0) {
            all.add("and " + moreDoubts + " more.");
        }
        return all;
    }

    /** @throws ParseException with all of them, when there is one */
    void throwProblems() {
        if (!problems.isEmpty()) {
            int told = Math.min(MAX_PROBLEMS, problems.size());
            throw ParseException.of(problems.subList(0, told), problems.size() - told);
        }
    }

    /** What would move a terminal's cursor, or look like another problem, is shown by its code. */
    private static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Signs.steers(c)) {
                line.append(String.format("<U+%04X>", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
