package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.parse.Signs;

/** Text in which nothing steers a terminal or a CI server's log: what could is spelt out, an escape as a backslash and u001b. */
public final class HarmlessText {
    private HarmlessText() { }

    /** Of one line; a tab stays. */
    public static String line(String line) {
        return spelt(line, "\t");
    }

    /** Of a JSON document, which says the same afterwards: JSON has such characters in texts alone. Its own line ends stay. */
    public static String json(String document) {
        return spelt(document, "\n");
    }

    private static String spelt(String text, String stays) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(one -> {
            if (stays.indexOf(one) < 0 && Signs.steers(one)) {
                for (char unit : Character.toChars(one)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                shown.appendCodePoint(one);
            }
        });
        return shown.toString();
    }
}
