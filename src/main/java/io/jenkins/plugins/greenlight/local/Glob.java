package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for files below a folder: {@code *} and {@code ?} stay inside one name, {@code **} crosses folders and
 * {@code **}{@code /} also stands for none, <code>{a,b}</code> and {@code [a-z]} choose, a backslash takes the next
 * character as it is.
 */
final class Glob {
    private static final String SPECIAL = "\\.[]{}()<>*+-=!?^$|&#~";
    private static final Pattern WILD = Pattern.compile("[*?\\[{\\\\]");

    private final String text;
    private final StringBuilder regex = new StringBuilder();
    private final Pattern pattern;
    private int at;
    private int braces;

    private Glob(String text) throws IOException {
        this.text = text;
        while (at < text.length()) {
            translate(text.charAt(at));
        }
        if (braces > 0) {
            throw wrong("the { is not closed");
        }
        try {
            pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw wrong(e.getDescription());
        }
    }

    /** @throws IOException when it is malformed or leads out of the root */
    static Glob below(Path root, String text) throws IOException {
        var glob = text.startsWith("/") ? relative(root, text) : text.startsWith("./") ? text.substring(2) : text;
        if (List.of(glob.split("/", -1)).contains("..")) {
            throw new IOException("The pattern \"" + text + "\" may lead out of the workspace " + root
                    + ". Expected one without \"..\".");
        }
        if (glob.isEmpty()) {
            throw new IOException("The pattern \"" + text + "\" is empty. Expected one for files below " + root
                    + ", such as target/**/*.xml.");
        }
        return new Glob(glob);
    }

    /** @param path relative to the root, parted by slashes */
    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** The folder all matches are in, as far as it is known; empty for the root. */
    String base() {
        var names = new ArrayList<>(List.of(text.split("/")));
        names.remove(names.size() - 1);
        return String.join("/", names.stream().takeWhile(name -> !WILD.matcher(name).find()).toList());
    }

    private static String relative(Path root, String text) throws IOException {
        for (var folder : List.of(root, root.toRealPath())) {
            if (text.startsWith(folder + "/")) {
                return text.substring(folder.toString().length() + 1);
            }
        }
        throw new IOException("The pattern \"" + text + "\" is outside the workspace " + root
                + ". Expected one relative to it, or below it.");
    }

    private void translate(char next) throws IOException {
        switch (next) {
            case '*' -> stars();
            case '?' -> put("[^/]", 1);
            case '[' -> choice();
            case '{' -> {
                braces++;
                put("(?:", 1);
            }
            case '}' -> put(braces > 0 && braces-- > 0 ? ")" : "\\}", 1);
            case ',' -> put(braces > 0 ? "|" : ",", 1);
            case '\\' -> escaped();
            default -> put(literal(next), 1);
        }
    }

    private void stars() {
        var startsName = at == 0 || "/{,".indexOf(text.charAt(at - 1)) >= 0;
        if (startsName && text.startsWith("**/", at)) {
            put("(?:.*/)?", 3);
        } else if (text.startsWith("**", at)) {
            put(".*", 2);
        } else {
            put("[^/]*", 1);
        }
    }

    private void choice() throws IOException {
        var end = text.indexOf(']', at + 2);
        if (end < 0) {
            throw wrong("the [ is not closed");
        }
        var not = text.charAt(at + 1) == '!';
        regex.append("(?!/)[").append(not ? "^" : "");
        for (var i = at + (not ? 2 : 1); i < end; i++) {
            regex.append(text.charAt(i) == '-' ? "-" : literal(text.charAt(i)));
        }
        put("]", end + 1 - at);
    }

    private void escaped() throws IOException {
        if (at + 1 == text.length()) {
            throw wrong("it ends in a backslash");
        }
        put(literal(text.charAt(at + 1)), 2);
    }

    private void put(String expression, int taken) {
        regex.append(expression);
        at += taken;
    }

    private static String literal(char one) {
        return SPECIAL.indexOf(one) < 0 ? String.valueOf(one) : "\\" + one;
    }

    private IOException wrong(String why) {
        return new IOException("The pattern \"" + text + "\" cannot be read: " + why
                + ". Expected one such as target/**/*.{xml,json}.");
    }
}
