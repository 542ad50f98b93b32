package io.jenkins.plugins.greenlight.stage.coverage.change;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A path as diffs write it: bare up to a tab, or in quotes with the escapes of C. */
final class DiffPath {
    private static final String ESCAPES = "abtnvfr\"\\";
    private static final String MEANT = "\u0007\b\t\n\u000b\f\r\"\\";
    private static final int OCTAL = 8;

    private DiffPath() { }

    /** @throws IllegalArgumentException when its quotes or escapes are wrong */
    static String read(String written) {
        if (!written.startsWith("\"")) {
            int tab = written.indexOf('\t');
            return tab < 0 ? written : written.substring(0, tab);
        }
        int end = closing(written);
        return unescaped(written.substring(1, end));
    }

    /** What {@code diff --git} says of a file that keeps its name: whether its two names have something in front that is no
     *  part of them. Empty where the line does not tell, as for a file that gets another name. */
    static Optional<Boolean> isPrefixed(String names) {
        int middle = names.length() / 2;
        if (names.length() % 2 == 0 || names.charAt(middle) != ' ') {
            return Optional.empty();
        }
        var before = names.substring(0, middle);
        var after = names.substring(middle + 1);
        return before.equals(after) ? Optional.of(false) : withoutFirst(before).equals(withoutFirst(after)) ? Optional.of(true) : Optional.empty();
    }

    /** Without the folder it begins with. */
    static String withoutFirst(String path) {
        return path.substring(path.indexOf('/') + 1);
    }

    private static int closing(String written) {
        int at = 1;
        while (at < written.length() && written.charAt(at) != '"') {
            at += written.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= written.length()) {
            throw new IllegalArgumentException("a quoted path without its closing quote");
        }
        return at;
    }

    private static String unescaped(String inside) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < inside.length();) {
            int one = inside.codePointAt(at);
            at += Character.charCount(one);
            if (one == '\\') {
                at = escape(inside, at, bytes);
            } else {
                bytes.writeBytes(Character.toString(one).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** @return where it goes on */
    private static int escape(String inside, int at, ByteArrayOutputStream bytes) {
        int letter = ESCAPES.indexOf(inside.charAt(at));
        if (letter >= 0) {
            bytes.write(MEANT.charAt(letter));
            return at + 1;
        }
        int end = at + 3;
        int value = 0;
        for (int i = at; i < end; i++) {
            int digit = i < inside.length() ? Character.digit(inside.charAt(i), OCTAL) : -1;
            if (digit < 0 || inside.charAt(i) > '7') {
                throw new IllegalArgumentException("a quoted path with the unknown escape \\" + inside.charAt(at));
            }
            value = value * OCTAL + digit;
        }
        bytes.write(value);
        return end;
    }
}
