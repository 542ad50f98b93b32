package io.jenkins.plugins.greenlight.stage.coverage.change;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.io.Reader;

/** Lines as a diff has them: they end in a line feed alone, a carriage return is a part of what a file holds. */
final class DiffLines {
    /** No path is longer; of a line of code the first character is enough. */
    private static final int LONGEST = 1 << 16;

    private final Reader reader;
    private final String source;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int filled;
    private int number;

    DiffLines(Reader reader, String source) {
        this.reader = reader;
        this.source = source;
    }

    /** Without its end, no longer than {@value #LONGEST}; null at the end. */
    String next() throws IOException {
        line.setLength(0);
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.append(buffer, at, Math.min(end - at, LONGEST - line.length()));
            at = end + 1;
            if (end < filled) {
                break;
            }
        }
        number += any ? 1 : 0;
        return any ? line.toString() : null;
    }

    ParseException wrong(String problem) {
        return new ParseException(new Node.Place(source, number, 1), problem);
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, reader.read(buffer));
        return filled > 0;
    }
}
