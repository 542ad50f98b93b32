package io.jenkins.plugins.greenlight.stage;

/** Texts from elsewhere for Markdown in the dialect of code reviews: shown as they are, in one line, never markup. */
public final class MarkdownText {
    /** Invisible. Reviews look for mentions and numbers of issues in what is shown, when escapes and entities are gone. */
    private static final String APART = "&#8203;";
    private static final String SPECIAL = "\\`*_{}[]()#+-.!|~$^=\"'/";

    private MarkdownText() { }

    /**
     * Becomes neither markup, link, mention nor the end of a cell: punctuation has a backslash before it, what HTML knows is an
     * entity. What is invisible or steers a terminal becomes U+FFFD, a line's end or a tab a blank.
     *
     * @param longest characters that are kept before the escapes
     */
    public static String line(String foreign, int longest) {
        var line = foreign.strip();
        var kept = line.codePointCount(0, line.length()) <= longest ? line : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
        var out = new StringBuilder(kept.length() + 16);
        kept.codePoints().map(MarkdownText::visible).forEach(one -> {
            switch (one) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '@' -> out.append("&#64;" + APART);
                case ':' -> out.append("&#58;");
                case '#' -> out.append("\\#" + APART);
                default -> out.append(SPECIAL.indexOf(one) < 0 ? "" : "\\").appendCodePoint(one);
            }
        });
        return out.toString();
    }

    private static int visible(int one) {
        if (one == '\n' || one == '\r' || one == '\t') {
            return ' ';
        }
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> 0xfffd;
            default -> one;
        };
    }
}
