package io.jenkins.plugins.greenlight.stage.image.docker.context;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One line of a {@code .dockerignore}, with Docker's own meaning of stars. */
final class IgnorePattern {
    private static final String REGEX_SIGNS = ".+()|{}$^&~#@<>=!,:-";

    private final boolean exception;
    private final String text;
    private final Pattern pattern;

    private IgnorePattern(boolean exception, String text) {
        this.exception = exception;
        this.text = text;
        this.pattern = Pattern.compile(translated(text), Pattern.DOTALL);
    }

    /** @param line stripped and not empty
     *  @throws IllegalArgumentException with what is wrong */
    static IgnorePattern of(String line) {
        boolean exception = line.startsWith("!");
        var text = cleaned(exception ? line.substring(1).strip() : line);
        if (exception && line.length() == 1) {
            throw new IllegalArgumentException("a ! without a pattern");
        }
        try {
            return new IgnorePattern(exception, text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("a pattern that is not closed", e);
        }
    }

    boolean isException() {
        return exception;
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** Whether it may match something in this folder. */
    boolean mayMatchBelow(String folder) {
        var own = text.split("/");
        var names = folder.split("/");
        for (int at = 0; at < names.length; at++) {
            if (at >= own.length || own[at].contains("**")) {
                return true;
            }
            if (!Pattern.compile(translated(own[at]), Pattern.DOTALL).matcher(names[at]).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Without {@code .}, {@code ..} and double slashes, and below the context even when it begins with a slash. */
    private static String cleaned(String text) {
        boolean absolute = text.startsWith("/");
        var names = new ArrayList<String>();
        for (var name : List.of(text.split("/"))) {
            boolean back = name.equals("..");
            if (back && !names.isEmpty() && !names.get(names.size() - 1).equals("..")) {
                names.remove(names.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".") && !(back && absolute)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? absolute ? "/" : "." : String.join("/", names);
    }

    private static String translated(String text) {
        boolean end = text.startsWith("**") && !text.startsWith("**/");
        if (end && text.substring(2).chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)) {
            return ".*" + Pattern.quote(text.substring(2)); // Docker takes what follows as the end of any path
        }
        var regex = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '*' -> at = star(text, at, regex);
                case '?' -> regex.append("[^/]");
                case '[' -> at = choice(text, at, regex);
                case '\\' -> {
                    at++;
                    if (at == text.length()) {
                        throw new IllegalArgumentException("a backslash at the end");
                    }
                    regex.append(Pattern.quote(text.substring(at, at + 1)));
                }
                default -> regex.append(REGEX_SIGNS.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return regex.toString();
    }

    private static int star(String text, int at, StringBuilder regex) {
        if (!text.startsWith("**", at)) {
            regex.append("[^/]*");
            return at;
        }
        int end = text.startsWith("**/", at) ? at + 2 : at + 1;
        regex.append(end + 1 == text.length() ? ".*" : "(?:.*/)?");
        return end;
    }

    private static int choice(String text, int from, StringBuilder regex) {
        int at = from + 1;
        regex.append('[');
        if (at < text.length() && text.charAt(at) == '^') {
            regex.append('^');
            at++;
        }
        int begin = at;
        for (; at < text.length() && text.charAt(at) != ']'; at++) {
            boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
            at = escaped ? at + 1 : at;
            regex.append(escaped || "[&^~".indexOf(text.charAt(at)) >= 0 ? "\\" : "").append(text.charAt(at));
        }
        if (at == text.length() || at == begin) {
            throw new IllegalArgumentException("a [ that is not closed, or with nothing in it");
        }
        regex.append(']');
        return at;
    }
}
