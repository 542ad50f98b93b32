package io.jenkins.plugins.greenlight.stage.image.buildx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A step of a build: what it said, and why it failed. */
final class BuildStep {
    private static final int KEPT_LINES = 20;
    private static final int LONGEST = 2_000;
    private static final Pattern LABEL = Pattern.compile("\\[[^\\]]{1,100}]");
    /** Colours and movements, which steer a terminal and say nothing. */
    private static final Pattern STEERING = Pattern.compile("\u001b\\[[0-9;?]{0,20}[A-Za-z]");

    private final String name;
    private final UnaryOperator<String> masked;
    private final StringBuilder unended = new StringBuilder();
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean told;
    private String error = "";

    /** @param masked hides secrets in a line */
    BuildStep(String name, UnaryOperator<String> masked) {
        this.name = brief(masked.apply(name.strip().replaceAll("\\s+", " ")), 200);
        this.masked = masked;
    }

    /** As a person knows it: {@code [2/3] RUN make}. */
    String name() {
        return name;
    }

    /** The last lines of what it said. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** In BuildKit's words; empty when it did not fail. */
    String error() {
        return error;
    }

    /** Whether this is the first time that somebody is told of it. */
    boolean tellOnce() {
        boolean first = !told;
        told = true;
        return first;
    }

    void failed(String why) {
        error = brief(masked.apply(why.strip()), LONGEST);
    }

    /** A piece of what it says, which may end in the middle of a line. */
    void says(String text, Consumer<String> each) {
        unended.append(text);
        for (int end = unended.indexOf("\n"); end >= 0; end = unended.indexOf("\n")) {
            tell(unended.substring(0, end), each);
            unended.delete(0, end + 1);
        }
        if (unended.length() > LONGEST * 8) {
            ends(each);
        }
    }

    /** What has no end is a line, too. */
    void ends(Consumer<String> each) {
        if (unended.length() > 0) {
            tell(unended.toString(), each);
            unended.setLength(0);
        }
    }

    private void tell(String text, Consumer<String> each) {
        var line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        var shown = brief(masked.apply(STEERING.matcher(line.substring(line.lastIndexOf('\r') + 1)).replaceAll("")), LONGEST); // what a terminal is left with
        if (!shown.isBlank()) {
            lines.addLast(shown);
            if (lines.size() > KEPT_LINES) {
                lines.removeFirst();
            }
            each.accept(label() + shown);
        }
    }

    private String label() {
        var found = LABEL.matcher(name);
        return found.lookingAt() ? found.group() + " " : "";
    }

    private static String brief(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
