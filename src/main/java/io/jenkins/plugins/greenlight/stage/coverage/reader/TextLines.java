package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text file line by line, without the ends of its lines. Bytes stay what they are until a name is asked for. */
final class TextLines implements CharSequence, AutoCloseable {
    static final int MAX_LENGTH = 512 * 1024;

    private final Reader reader;
    private final String source;
    private final boolean bytes;
    private final char[] buffer = new char[16 * 1024];
    private int at;
    private int end;
    private char[] line = new char[256];
    private int length;
    private int number;

    TextLines(InputStream stream, String source) throws IOException {
        var buffered = new BufferedInputStream(stream);
        var charset = charset(buffered);
        this.bytes = charset.equals(StandardCharsets.ISO_8859_1);
        this.reader = new InputStreamReader(buffered, charset);
        this.source = source;
    }

    /** By byte order mark, which is skipped; UTF-8 is read byte for byte. */
    private static Charset charset(BufferedInputStream stream) throws IOException {
        stream.mark(4);
        byte[] start = stream.readNBytes(3);
        stream.reset();
        if (start.length == 3 && start[0] == (byte) 0xef && start[1] == (byte) 0xbb && start[2] == (byte) 0xbf) {
            stream.skipNBytes(3);
            return StandardCharsets.ISO_8859_1;
        }
        boolean wide = start.length >= 2 && (start[0] == (byte) 0xff && start[1] == (byte) 0xfe
                || start[0] == (byte) 0xfe && start[1] == (byte) 0xff);
        return wide ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }

    /** Goes on to the next line; false after the last. @throws ParseException for a line that is too long */
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            append(stop);
            at = stop;
            if (stop < end) {
                at++;
                break;
            }
        }
        while (length > 0 && line[length - 1] <= ' ') {
            length--;
        }
        number += any ? 1 : 0;
        return any;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, reader.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private void append(int stop) {
        int count = stop - at;
        if (length + count > MAX_LENGTH) {
            number++;
            throw wrong("is longer than " + MAX_LENGTH + " characters. Expected a line of a report.");
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
        }
        System.arraycopy(buffer, at, line, length, count);
        length += count;
    }

    @Override public int length() {
        return length;
    }

    @Override public char charAt(int index) {
        return line[index];
    }

    @Override public CharSequence subSequence(int from, int to) {
        return text(from, to);
    }

    boolean startsWith(String prefix) {
        if (length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (line[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the character is next; -1 when nowhere. */
    int indexOf(char c, int from) {
        for (int i = from; i < length; i++) {
            if (line[i] == c) {
                return i;
            }
        }
        return -1;
    }

    int lastIndexOf(char c) {
        int i = length - 1;
        while (i >= 0 && line[i] != c) {
            i--;
        }
        return i;
    }

    /** As it stands: of names it tells one from another, but is not to be shown. */
    String text(int from, int to) {
        return new String(line, from, to - from);
    }

    /** As UTF-8, or as Latin-1 where it is no UTF-8. */
    String decoded(int from) {
        String raw = text(from, length);
        if (!bytes || raw.chars().allMatch(c -> c < 0x80)) {
            return raw;
        }
        try {
            var read = ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(read).toString();
        } catch (CharacterCodingException e) {
            return raw;
        }
    }

    /** What is wrong with this line. */
    ParseException wrong(String problem) {
        return new ParseException(new Node.Place(source, Math.max(1, number), 1), problem);
    }

    @Override public String toString() {
        return decoded(0);
    }

    @Override public void close() throws IOException {
        reader.close();
    }
}
