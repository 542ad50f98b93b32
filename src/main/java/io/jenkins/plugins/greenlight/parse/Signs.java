package io.jenkins.plugins.greenlight.parse;

/** Kinds of characters that show as something else than they are. */
public final class Signs {
    private Signs() { }

    /** What can steer a terminal or the direction of writing, a line's end too. */
    public static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** What turns the direction of all that follows, so that a text looks like another. */
    public static boolean turns(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
