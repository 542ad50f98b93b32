package io.jenkins.plugins.greenlight.report;

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
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == 0x7f ? 0x2421 : 0xfffd;
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> 0xfffd;
            default -> c;
        };
    }
}
