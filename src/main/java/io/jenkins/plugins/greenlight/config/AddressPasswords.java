package io.jenkins.plugins.greenlight.config;

import java.util.regex.Pattern;

/**
 * The passwords of addresses, {@code scheme://user:password@host}, anywhere in a text. By hand and in one pass: a pattern takes
 * minutes over a megabyte that begins an address everywhere and ends none.
 */
final class AddressPasswords {
    private static final Pattern PORT = Pattern.compile("\\d{1,5}(?:[/?#]|$)");
    private final String text;
    private final StringBuilder hidden = new StringBuilder();
    private int done;
    /** Of the word that was looked at last: where it ends, and its last {@code @}. */
    private int wordEnd;
    private int lastAt;

    private AddressPasswords(String text) {
        this.text = text;
    }

    /** With stars for each. A password may hold anything but white space and quotes: it reaches to its word's last {@code @}. */
    static String hidden(String text) {
        return new AddressPasswords(text).hidden();
    }

    private String hidden() {
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", Math.max(at + 3, done))) {
            address(at + 3);
        }
        return hidden.append(text, done, text.length()).toString();
    }

    /** @param start of the user's name */
    private void address(int start) {
        int colon = start;
        while (colon < text.length() && "/?#:@".indexOf(text.charAt(colon)) < 0 && !isEnd(text.charAt(colon))) {
            colon++;
        }
        if (colon == text.length() || text.charAt(colon) != ':') {
            return;
        }
        readWord(colon);
        if (lastAt > colon && !isHarmless(colon + 1)) {
            hidden.append(text, done, colon + 1).append(Secrets.STARS);
            done = lastAt;
        }
    }

    private void readWord(int from) {
        if (from < wordEnd) {
            return;
        }
        lastAt = -1;
        for (wordEnd = from; wordEnd < text.length() && !isEnd(text.charAt(wordEnd)); wordEnd++) {
            lastAt = text.charAt(wordEnd) == '@' ? wordEnd : lastAt;
        }
    }

    private static boolean isEnd(char c) {
        return c == '"' || c == '\'' || Character.isWhitespace(c);
    }

    /** A port, or the name of a secret. */
    private boolean isHarmless(int start) {
        return PORT.matcher(text).region(start, Math.min(wordEnd, start + 6)).lookingAt()
                || lastAt - start < 200 && Secrets.isReference(text.substring(start, lastAt));
    }
}
