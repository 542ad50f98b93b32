package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a build by what {@code --progress rawjson} says, a document in a line: each step is a note, each line of its output one of
 * the log. What is no such document buildx says itself, and is kept for the end.
 */
final class BuildWatch implements Consumer<String> {
    private static final int KEPT_WORDS = 40;

    private final Log log;
    private final Progress progress;
    private final Mask mask;
    private final Map<String, BuildStep> steps = new LinkedHashMap<>();
    private final Deque<String> words = new ArrayDeque<>();

    BuildWatch(Log log, Progress progress, Mask mask) {
        this.log = log;
        this.progress = progress;
        this.mask = mask;
    }

    @Override public synchronized void accept(String line) {
        try {
            if (!line.startsWith("{")) {
                keep(line);
                return;
            }
            var document = Json.read(line, "buildx");
            list(document, "vertexes").forEach(this::step);
            list(document, "logs").forEach(this::said);
            list(document, "warnings").forEach(this::warning);
        } catch (ParseException | IllegalArgumentException e) {
            keep(line); // not ours to understand, perhaps a person's
        }
    }

    /** In the order of their beginning, the last lines of buildx itself; in them is the place in the Dockerfile. */
    synchronized List<String> words() {
        return List.copyOf(words);
    }

    /** The step that the build failed with: when several broke off, the one whose reason buildx ends with. */
    synchronized Optional<BuildStep> failed() {
        var all = steps.values().stream().filter(step -> !step.error().isEmpty()).toList();
        var ending = String.join("\n", words);
        return all.stream().filter(step -> ending.contains(step.error())).findFirst().or(() -> all.stream().findFirst());
    }

    private static List<Node> list(Node document, String key) {
        return document.find(key).filter(Node::isList).map(Node::items).orElse(List.of());
    }

    private void keep(String line) {
        if (!line.isBlank()) {
            words.addLast(mask.hide(line.stripTrailing()));
            if (words.size() > KEPT_WORDS) {
                words.removeFirst();
            }
        }
    }

    private void step(Node vertex) {
        var step = steps.computeIfAbsent(vertex.get("digest").text(), digest -> new BuildStep(vertex.get("name").text(), mask::hide));
        boolean cached = vertex.find("cached").filter(Node::flag).isPresent();
        if ((cached || vertex.find("started").isPresent()) && step.tellOnce()) {
            progress.note(step.name() + (cached ? " (cached)" : ""));
        }
        if (vertex.find("completed").isPresent()) {
            step.ends(log::info);
        }
        vertex.find("error").map(Node::text).filter(why -> !why.isBlank()).ifPresent(step::failed);
    }

    private void said(Node piece) {
        var step = steps.get(piece.get("vertex").text());
        if (step != null) {
            step.says(piece.find("stream").map(Node::integer).orElse(0L), decoded(piece.get("data")), log::info);
        }
    }

    private void warning(Node warning) {
        log.warn("Dockerfile: " + mask.hide(decoded(warning.get("short"))));
    }

    private static String decoded(Node base64) {
        return new String(Base64.getDecoder().decode(base64.text()), StandardCharsets.UTF_8);
    }
}
