package io.jenkins.plugins.greenlight.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** What follows the head of an HTTP answer. An answer that breaks off is an {@link IOException}, never a shorter one. */
final class HttpBody extends InputStream {
    private static final int LINE = 64 * 1024;
    /** No length was told: it ends with the connection. */
    static final long UNTOLD = -1;

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean begun;
    private boolean over;

    /** @param length in bytes, {@link #UNTOLD}, or anything when it comes in chunks */
    HttpBody(InputStream in, boolean chunked, long length) {
        this.in = in;
        this.chunked = chunked;
        this.left = chunked ? 0 : length;
        this.over = !chunked && length == 0;
    }

    @Override public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override public int read(byte[] bytes, int from, int length) throws IOException {
        if (chunked && left == 0 && !over) {
            nextChunk();
        }
        if (over) {
            return -1;
        }
        int got = in.read(bytes, from, left == UNTOLD ? length : (int) Math.min(length, left));
        if (got < 0 && left != UNTOLD) {
            throw broken();
        }
        if (left != UNTOLD) {
            left -= got;
            over = !chunked && left == 0;
        }
        return got;
    }

    private void nextChunk() throws IOException {
        if (begun && !line(in).isEmpty()) {
            throw new IOException("it answered a chunk that is longer than it said");
        }
        begun = true;
        var size = line(in).split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("it answered a chunk of the length \"" + size + "\"");
        }
        left = Long.parseLong(size, 16);
        over = left == 0;
        while (over && !line(in).isEmpty()) { // headers that come last are of no use to anybody
            over = true;
        }
    }

    /** Up to the line's end, without it. */
    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw broken();
            }
            if (line.length() == LINE) {
                throw new IOException("it answered a line of more than " + LINE + " bytes");
            }
            line.append((char) one);
        }
        boolean carriage = line.length() > 0 && line.charAt(line.length() - 1) == '\r';
        return line.substring(0, line.length() - (carriage ? 1 : 0));
    }

    private static EOFException broken() {
        return new EOFException("the connection ended in the middle of its answer");
    }
}
