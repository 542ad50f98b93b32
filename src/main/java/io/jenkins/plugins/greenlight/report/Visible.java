package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.Signs;

/** Texts from elsewhere, made safe to show: nothing in them moves a cursor, hides or turns around what stands there. */
public final class Visible {
    private Visible() { }

    /** Line ends and tabs stay; every other control character becomes its picture, e.g. an escape {@code U+241B}. */
    public static String text(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c == '\n' || c == '\t' ? c : picture(c)));
        return out.toString();
    }

    /** As {@link #text}, in one line. */
    public static String line(String text) {
        return text(text).replace('\n', ' ').replace('\t', ' ');
    }

    private static int picture(int c) {
        if (c < 0x20) {
            return 0x2400 + c;
        }
        return c == 0x7f ? 0x2421 : Signs.steers(c) ? 0xfffd : c;
    }
}
