package io.jenkins.plugins.greenlight.parse;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** The text of a YAML document by lines: where things stand, and where a tab stands that should be spaces. */
final class YamlLines {
    private final String text;
    private final String source;
    private final List<String> lines;

    YamlLines(String text, String source) {
        this.text = text;
        this.source = source;
        this.lines = text.lines().toList();
    }

    String text() {
        return text;
    }

    Node.Place start() {
        return new Node.Place(source, 0, 0);
    }

    Node.Place place(Mark mark) {
        return new Node.Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    Node.Place place(Optional<Mark> mark) {
        return mark.map(this::place).orElseGet(this::start);
    }

    /** What stands from there to the end of its line. */
    String line(Mark mark) {
        String line = mark.getLine() < lines.size() ? lines.get(mark.getLine()) : "";
        int from = line.offsetByCodePoints(0, Math.min(mark.getColumn(), line.codePointCount(0, line.length())));
        String rest = line.substring(from).strip();
        return rest.length() <= 80 ? rest : rest.substring(0, 80) + "...";
    }

    String sign(Mark mark) {
        String line = line(mark);
        return line.isEmpty() ? "a sign" : line.substring(0, line.offsetByCodePoints(0, 1));
    }

    /** @param codePoints from the beginning of the text */
    Node.Place placeOf(int codePoints) {
        int end = text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
        String before = text.substring(0, end);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Node.Place(source, line + 1, end - before.lastIndexOf('\n'));
    }

    /**
     * What to say when the line begins with white space that holds a tab, all of it before {@code column}.
     *
     * @param line 0 for the first
     */
    Optional<ParseException> tabInIndentation(int line, int column) {
        String at = line < lines.size() ? lines.get(line) : "";
        int indentation = at.length() - at.stripLeading().length();
        int tab = at.indexOf('\t');
        return tab < 0 || tab >= indentation || tab > column ? Optional.empty()
                : Optional.of(new ParseException(new Node.Place(source, line + 1, tab + 1),
                        "is indented with a tab. Expected spaces: YAML does not allow tabs as indentation."));
    }
}
