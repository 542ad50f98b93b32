package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;

/**
 * Writes one JSON value piece by piece, for documents too large to hold. All it writes is ASCII: what could steer a terminal, turn
 * the direction of writing or begin markup is written by its code, so that the file shows nothing but what it says. The caller
 * closes what it opens, in order; commas are put here.
 */
public final class JsonOutput {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final OutputStream out;
    private boolean first = true;

    /** @param out buffered; left open */
    public JsonOutput(OutputStream out) {
        this.out = out;
    }

    /** Begins a mapping. */
    public JsonOutput open() throws IOException {
        comma();
        out.write('{');
        first = true;
        return this;
    }

    /** Ends a mapping. */
    public JsonOutput close() throws IOException {
        out.write('}');
        first = false;
        return this;
    }

    public JsonOutput openList() throws IOException {
        comma();
        out.write('[');
        first = true;
        return this;
    }

    public JsonOutput closeList() throws IOException {
        out.write(']');
        first = false;
        return this;
    }

    /** The next value is of this key. */
    public JsonOutput key(String key) throws IOException {
        comma();
        quoted(key);
        out.write(':');
        first = true;
        return this;
    }

    public JsonOutput text(String value) throws IOException {
        comma();
        quoted(value);
        return this;
    }

    /** A key with a text. */
    public JsonOutput text(String key, String value) throws IOException {
        return key(key).text(value);
    }

    /** A key with a list of texts. */
    public JsonOutput texts(String key, Iterable<String> values) throws IOException {
        key(key).openList();
        for (String value : values) {
            text(value);
        }
        return closeList();
    }

    public JsonOutput number(long value) throws IOException {
        comma();
        ascii(Long.toString(value));
        return this;
    }

    /** In digits, without an exponent. @param value finite */
    public JsonOutput number(double value) throws IOException {
        comma();
        ascii(BigDecimal.valueOf(value).toPlainString());
        return this;
    }

    public JsonOutput flag(boolean value) throws IOException {
        comma();
        ascii(Boolean.toString(value));
        return this;
    }

    private void comma() throws IOException {
        if (!first) {
            out.write(',');
        }
        first = false;
    }

    private void ascii(String text) throws IOException {
        for (int at = 0; at < text.length(); at++) {
            out.write(text.charAt(at));
        }
    }

    private void quoted(String text) throws IOException {
        out.write('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&') {
                out.write(c);
            } else {
                escaped(c);
            }
        }
        out.write('"');
    }

    private void escaped(char c) throws IOException {
        out.write('\\');
        switch (c) {
            case '"', '\\' -> out.write(c);
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            default -> {
                out.write('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.write(HEX[c >> shift & 0xf]);
                }
            }
        }
    }
}
