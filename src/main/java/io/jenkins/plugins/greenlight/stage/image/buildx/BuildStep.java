package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.parse.Said;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final Map<Long, StringBuilder> unended = new TreeMap<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean told;
    private String error = "";

    /** @param masked hides secrets in a line */
    BuildStep(String name, UnaryOperator<String> masked) {
        this.name = Said.cut(masked.apply(name.strip().replaceAll("\\s+", " ")), 200);
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
        error = Said.cut(masked.apply(why.strip()), LONGEST);
    }

    /** A piece of what it says, which may end in the middle of a line. @param stream one has nothing to do with another's lines */
    void says(long stream, String text, Consumer<String> each) {
        var line = unended.computeIfAbsent(stream, number -> new StringBuilder()).append(text);
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
            tell(line.substring(0, end), each);
            line.delete(0, end + 1);
        }
        if (line.length() > LONGEST * 8) {
            tell(line.toString(), each);
            line.setLength(0);
        }
    }

    /** What has no end is a line, too. */
    void ends(Consumer<String> each) {
        unended.values().forEach(line -> tell(line.toString(), each));
        unended.clear();
    }

    private void tell(String text, Consumer<String> each) {
        var line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        var left = line.substring(line.lastIndexOf('\r') + 1); // as on a terminal
        var shown = Said.cut(masked.apply(STEERING.matcher(left).replaceAll("")), LONGEST);
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
}
