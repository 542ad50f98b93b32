package io.jenkins.plugins.greenlight.jenkins;

import java.util.List;

/** What a form hands over where a script would leave the parameter out, or give a list. */
final class Entered {
    private Entered() { }

    /** Null for an empty field. */
    static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** One element a line; null for an empty field. */
    static List<String> lines(List<String> values) {
        if (values == null) {
            return null;
        }
        var lines = values.stream().flatMap(String::lines).map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty() ? null : lines;
    }
}
