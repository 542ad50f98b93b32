package io.jenkins.plugins.greenlight.parse;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** The usual slips of whoever writes YAML, in other words than the library's: where it began, and what to do. */
final class YamlSlip {
    private final YamlLines lines;
    private final String problem;
    private final String context;
    private final Optional<Mark> at;
    private final Optional<Mark> begun;

    YamlSlip(YamlLines lines, MarkedYamlEngineException e) {
        this.lines = lines;
        this.problem = oneLine(e.getProblem());
        this.context = oneLine(e.getContext());
        this.at = e.getProblemMark().or(e::getContextMark);
        this.begun = e.getContextMark().or(e::getProblemMark);
    }

    /** The library says "cannot start any token" to a tab; whoever sees a blank there deserves more. */
    ParseException told() {
        return at.flatMap(mark -> lines.tabInIndentation(mark.getLine(), mark.getColumn())).orElseGet(() -> {
            boolean first = problem.contains("find expected ':'")
                    || List.of("quoted scalar", "flow ", "alias", "anchor").stream().anyMatch(context::contains);
            return new ParseException(lines.place(first ? begun : at), "is no YAML: " + words());
        });
    }

    private String words() {
        if (problem.contains("find expected ':'")) {
            return "\"" + begun.map(lines::line).orElse("") + "\" has no colon."
                    + " Expected KEY: VALUE, with a blank behind the colon.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a second colon belongs to the same value. Expected one KEY: VALUE in a line: see whether the line before"
                    + " lacks its colon, whether this one is indented too far, or put a text that holds a colon in quotes.";
        }
        if (problem.contains("expected <block end>")) {
            return "this line is indented unlike those it belongs to. Expected it to begin in column "
                    + begun.map(mark -> mark.getColumn() + 1 + ", as line " + (mark.getLine() + 1) + " does").orElse("1") + ".";
        }
        if (context.contains("quoted scalar")) {
            return "a text in quotes begins here and does not end. Expected the same quote at its end.";
        }
        return context.contains("flow ") ? unclosed() : other();
    }

    private String unclosed() {
        boolean list = context.contains("sequence");
        return (list ? "a list that begins with [ here" : "a mapping that begins with { here") + " is not closed where "
                + at.map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)).orElse("it goes on")
                + " is. Expected a comma or " + (list ? "]" : "}") + " before that.";
    }

    private String other() {
        if (problem.contains("cannot start any token") || context.contains("alias") || context.contains("anchor")) {
            return "a text begins with " + begun.map(lines::sign).orElse("a sign") + ", which means something else to YAML."
                    + " Expected it in quotes.";
        }
        return problem + (context.isEmpty() ? "" : " (" + context + ")") + ". Expected keys, colons and lists, indented with"
                + " spaces; quote a text that holds : # [ ] { } or begins with one of * & ! % @.";
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
