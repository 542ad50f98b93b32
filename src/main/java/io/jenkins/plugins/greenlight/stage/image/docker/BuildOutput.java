package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Progress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an engine streams while it builds, made into lines; its own steps go to the progress, what programs print into the
 * log.
 */
final class BuildOutput {
    private static final int LONGEST = 64 * 1024;
    /** The engine colours what comes from a program's standard error. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    /** @param code of the program that failed; empty when no program did */
    record Failure(String message, Optional<Long> code) { }

    private final BuildSteps steps;
    private final Log log;
    private final Progress progress;
    private final StringBuilder line = new StringBuilder();
    private Optional<Failure> failure = Optional.empty();
    private String image = "";

    BuildOutput(BuildSteps steps, Log log, Progress progress) {
        this.steps = steps;
        this.log = log;
        this.progress = progress;
    }

    /** @param item one JSON object of the stream */
    void item(Node item) {
        item.find("errorDetail").ifPresent(detail -> failure = Optional.of(new Failure(
                detail.find("message").map(Node::text).orElse("it did not say why"), detail.find("code").map(Node::integer))));
        if (failure.isEmpty() && item.find("error").isPresent()) {
            failure = Optional.of(new Failure(item.get("error").text(), Optional.empty()));
        }
        item.find("aux").flatMap(aux -> aux.find("ID")).map(Node::text).ifPresent(id -> image = id);
        item.find("stream").map(Node::text).ifPresent(this::text);
        if (item.find("progressDetail").isEmpty()) { // bars of what is pulled would be thousands of lines
            var id = item.find("id").map(each -> each.text() + ": ").orElse("");
            item.find("status").map(Node::text).ifPresent(status -> log.info(id + status));
        }
    }

    /** What a program prints may end without a line's end; the builder's own words come apart from it. */
    private void text(String text) {
        if (steps.isOver(text.stripTrailing())) {
            over();
        }
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            line.append(text, from, end);
            end();
            from = end + 1;
        }
        line.append(text, from, text.length());
        if (line.length() > LONGEST) {
            end();
        }
    }

    private void end() {
        var whole = COLOUR.matcher(line).replaceAll("").replaceFirst("\r+$", "");
        line.setLength(0);
        int before = steps.step();
        if (!steps.accept(whole)) {
            shown(whole.substring(whole.lastIndexOf('\r') + 1));
        } else if (steps.step() > before) {
            progress.note("step " + steps.where());
        }
    }

    private void shown(String whole) {
        if (!whole.isBlank()) {
            log.info(whole);
        }
    }

    /** What is left of a line that never ended. */
    void over() {
        if (line.length() > 0) {
            end();
        }
    }

    /** Empty as long as nothing went wrong. */
    Optional<Failure> failure() {
        return failure;
    }

    /** The id of the last stage's image, {@code sha256:…}; empty before there is one. */
    String image() {
        return image;
    }
}
