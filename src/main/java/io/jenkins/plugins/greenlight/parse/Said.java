package io.jenkins.plugins.greenlight.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a program said, in one line for a message: nothing in it steers a terminal or makes the message endless. */
public final class Said {
    private static final int LINES = 5;
    private static final int CHARACTERS = 800;
    private static final int BRIEF = 300;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,20}m");

    private Said() { }

    /** Its last lines; "(nothing)" when it said nothing. */
    public static String ending(String text) {
        var end = text.substring(Math.max(0, text.length() - CHARACTERS));
        List<String> lines = new ArrayList<>(end.lines().map(Said::line).filter(line -> !line.isEmpty()).toList());
        return lines.isEmpty() ? "(nothing)" : String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    /** Its first line. */
    public static String beginning(String text) {
        return line(text.substring(0, Math.min(CHARACTERS, text.length())).lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
    }

    /** In one line of at most 300 characters. */
    public static String brief(String text) {
        return cut(line(text.substring(0, Math.min(2 * BRIEF, text.length()))), BRIEF);
    }

    /** As it is, or its beginning. @param most characters, 2 or more */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1) + "…";
    }

    /** A blank for each run of what is not shown. */
    public static String line(String text) {
        var shown = new StringBuilder();
        COLOUR.matcher(text).replaceAll("").codePoints().map(one -> Signs.steers(one) ? ' ' : one).forEach(one -> {
            if (one != ' ' || shown.length() > 0 && shown.charAt(shown.length() - 1) != ' ') {
                shown.appendCodePoint(one);
            }
        });
        return shown.toString().strip();
    }
}
