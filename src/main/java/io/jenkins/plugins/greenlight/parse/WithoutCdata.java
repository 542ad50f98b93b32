package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.io.Reader;
import java.util.stream.Stream;

/** The characters of an XML document without what stands in its CDATA sections, however long they are; line ends stay. */
final class WithoutCdata extends Reader {
    /** What may hold a less-than sign that begins nothing. Each ends in twice the same character, or once, and a greater-than sign. */
    private enum Part {
        COMMENT("<!--", '-'), INSTRUCTION("<?", '?'), CDATA("<![CDATA[", ']');

        private final String start;
        private final char end;

        Part(String start, char end) {
            this.start = start;
            this.end = end;
        }
    }

    private final Reader reader;
    private final char[] read = new char[8 * 1024];
    private final StringBuilder out = new StringBuilder();
    private int given;
    /** The beginning of a part, as far as it was read. */
    private String open = "";
    private Part inside;
    private char before;
    private char last;

    WithoutCdata(Reader reader) {
        this.reader = reader;
    }

    @Override public int read(char[] buffer, int offset, int length) throws IOException {
        while (given == out.length()) {
            out.setLength(0);
            given = 0;
            int count = reader.read(read);
            if (count < 0) {
                return -1;
            }
            for (int i = 0; i < count; i++) {
                take(read[i]);
            }
        }
        int count = Math.min(length, out.length() - given);
        out.getChars(given, given + count, buffer, offset);
        given += count;
        return count;
    }

    @Override public void close() throws IOException {
        reader.close();
    }

    private void take(char next) {
        if (inside != null) {
            until(next);
        } else if (!open.isEmpty()) {
            begin(next);
        } else if (next == '<') {
            open = "<";
        } else {
            out.append(next);
        }
    }

    private void begin(char next) {
        open += next;
        var known = Stream.of(Part.values()).filter(part -> part.start.startsWith(open)).findFirst();
        if (known.isPresent() && known.get().start.length() > open.length()) {
            return;
        }
        inside = known.orElse(null);
        out.append(inside == Part.CDATA ? "" : open);
        open = "";
        before = 0;
        last = 0;
    }

    private void until(char next) {
        if (inside != Part.CDATA || next == '\n') {
            out.append(next);
        }
        if (next == '>' && last == inside.end && (before == inside.end || inside == Part.INSTRUCTION)) {
            inside = null;
        }
        before = last;
        last = next;
    }
}
