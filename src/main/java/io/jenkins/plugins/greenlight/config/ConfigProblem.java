package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.regex.Pattern;

/** One thing that is wrong with a configuration. Prints as one line, {@code greenlight.yaml:12:3: …}. */
public record ConfigProblem(Node.Place place, String message) {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    /** What would move a terminal's cursor is shown by its code. */
    public ConfigProblem {
        message = CONTROL.matcher(message).replaceAll(found -> String.format("<U+%04X>", found.group().codePointAt(0)));
    }

    @Override public String toString() {
        return place + ": " + message;
    }
}
