package io.jenkins.plugins.greenlight.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for paths parted by slashes: {@code *} and {@code ?} stay inside one name, {@code **} crosses folders and
 * {@code **}{@code /} also stands for none, <code>{a,b}</code> and {@code [a-z]} choose, a backslash takes the next
 * character as it is. Upper and lower case differ. The time it takes grows with the path's length times the pattern's, whatever
 * either of them holds.
 */
public final class Glob {
    private static final int MAX_LENGTH = 1000;
    private static final String WILD = "*?[{\\";

    private final String text;
    private final String prefix;
    private final String suffix;
    private final String core;
    private final GlobProgram program;

    private Glob(String text) {
        this.text = text;
        this.program = new GlobCompiler(text).program();
        this.prefix = text.substring(0, firstWild());
        this.suffix = text.substring(afterLastWild());
        this.core = core(text);
    }

    /** @throws IllegalArgumentException saying what is wrong with it and what was expected */
    public static Glob of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The pattern \"" + text.substring(0, 60) + "...\" has " + text.length()
                    + " characters. Expected at most " + MAX_LENGTH + ".");
        }
        return new Glob(text);
    }

    public boolean matches(String path) {
        return path.startsWith(prefix) && path.endsWith(suffix) && path.contains(core) && program.matches(path);
    }

    /** The folder all matches are in, as far as it is known; empty for the root. */
    public String base() {
        var names = new ArrayList<>(List.of(text.split("/")));
        names.remove(names.size() - 1);
        return String.join("/", names.stream().takeWhile(name -> name.chars().noneMatch(c -> WILD.indexOf(c) >= 0)).toList());
    }

    /** Whether nothing in it tells one path from another: it is all stars, slashes, dots and question marks. */
    public boolean matchesAnything() {
        return text.chars().allMatch(c -> "*/.?".indexOf(c) >= 0);
    }

    /** The longest text that is in every match, where that is seen at a glance; saves most paths the whole way. */
    private static String core(String text) {
        if (text.chars().anyMatch(c -> "[{\\".indexOf(c) >= 0)) {
            return "";
        }
        String longest = "";
        for (int from = 0; from < text.length();) {
            int to = from;
            while (to < text.length() && "*?".indexOf(text.charAt(to)) < 0) {
                to++;
            }
            int begin = from > 0 && text.startsWith("*/", from - 1) ? from + 1 : from;
            longest = to - begin > longest.length() ? text.substring(begin, to) : longest;
            from = to + 1;
        }
        return longest;
    }

    @Override public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override public String toString() {
        return text;
    }

    private int firstWild() {
        int at = 0;
        while (at < text.length() && WILD.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** What follows is in every match. The slash of {@code **}{@code /} is not: it also stands for none. */
    private int afterLastWild() {
        int at = text.length();
        while (at > 0 && "*?]},\\".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return text.startsWith("*/", Math.max(0, at - 1)) ? at + 1 : at;
    }
}
