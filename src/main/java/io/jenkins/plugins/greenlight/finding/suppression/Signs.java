package io.jenkins.plugins.greenlight.finding.suppression;

/** Kinds of characters. */
final class Signs {
    private Signs() { }

    /** What can steer a terminal or the direction of writing, a line's end too. */
    static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** What turns the direction of all that follows, so that a text looks like another. */
    static boolean turns(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
