package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The configuration of an image that lies upon another. */
final class StackedConfig {
    /** What an image says of itself; of what is built on it, it is not true. */
    private static final String OF_THE_BASE = "org.opencontainers.image.";
    private static final List<String> INHERITED = List.of("User", "ExposedPorts", "Volumes", "StopSignal", "Healthcheck",
            "Shell");
    private static final List<String> MACHINE = List.of("architecture", "os", "os.version", "os.features", "variant");

    private final OciImage baseImage;
    private final OciImage aboveImage;
    private final Node base;
    private final Node above;

    StackedConfig(OciImage base, OciImage above) throws IOException {
        this.baseImage = base;
        this.aboveImage = above;
        this.base = StackedImage.config(base);
        this.above = StackedImage.config(above);
    }

    Map<String, Object> joined(Platform platform) {
        var joined = new LinkedHashMap<String, Object>();
        joined.put("created", above.get("created").text());
        MACHINE.forEach(key -> base.find(key).ifPresent(value -> joined.put(key, value.plain())));
        if (!platform.variant().isEmpty()) {
            joined.put("variant", platform.variant());
        }
        joined.put("config", start(base.find("config"), above.find("config")));
        joined.put("rootfs", contents());
        var history = new ArrayList<>(history(base, baseImage, "layer of the base image"));
        history.addAll(history(above, aboveImage, "layer of the image"));
        joined.put("history", history);
        return joined;
    }

    private Map<String, Object> contents() {
        var contents = new LinkedHashMap<String, Object>(); // keeps its order, or two builds would differ
        contents.put("type", "layers");
        contents.put("diff_ids", Stream.concat(baseImage.diffIds().stream(), aboveImage.diffIds().stream()).toList());
        return contents;
    }

    /** Says which platform a configuration is for. */
    static void name(Map<String, Object> config, Platform platform) {
        config.put("architecture", platform.architecture());
        config.put("os", platform.os());
        config.put("variant", platform.variant());
    }

    private static Map<String, Object> start(Optional<Node> base, Optional<Node> above) {
        var start = new LinkedHashMap<String, Object>();
        INHERITED.forEach(key -> base.flatMap(own -> own.find(key)).ifPresent(value -> start.put(key, value.plain())));
        start.put("Env", environment(base, above));
        var own = above.filter(each -> each.find("Entrypoint").filter(argv -> !argv.items().isEmpty()).isPresent());
        for (var key : List.of("Entrypoint", "Cmd")) { // arguments of the base's program are none of another's
            own.or(() -> base).flatMap(each -> each.find(key)).ifPresent(argv -> start.put(key, argv.plain()));
        }
        base.flatMap(each -> each.find("WorkingDir")).filter(folder -> !folder.text().isEmpty())
                .or(() -> above.flatMap(each -> each.find("WorkingDir")))
                .ifPresent(folder -> start.put("WorkingDir", folder.text()));
        start.put("Labels", labels(base, above));
        return start;
    }

    /** The base's order, then that of what is new. */
    private static List<String> environment(Optional<Node> base, Optional<Node> above) {
        var pairs = new LinkedHashMap<String, String>();
        for (var each : List.of(base, above)) {
            each.flatMap(config -> config.find("Env")).ifPresent(list -> list.items().forEach(pair ->
                    pairs.put(pair.text().split("=", 2)[0], pair.text())));
        }
        return List.copyOf(pairs.values());
    }

    private static Map<String, String> labels(Optional<Node> base, Optional<Node> above) {
        var labels = new TreeMap<>(labels(base));
        labels.keySet().removeIf(key -> key.startsWith(OF_THE_BASE));
        labels.putAll(labels(above));
        return labels;
    }

    private static Map<String, String> labels(Optional<Node> config) {
        var labels = new TreeMap<String, String>();
        config.flatMap(each -> each.find("Labels")).ifPresent(own -> own.fields().forEach((key, value) -> labels.put(key, value.text())));
        return labels;
    }

    /** As many entries for layers as there are layers, or readers lose count. */
    private static List<Object> history(Node config, OciImage image, String otherwise) {
        var own = config.find("history").map(Node::items).orElse(List.of());
        long layers = own.stream().filter(each -> each.find("empty_layer").filter(Node::flag).isEmpty()).count();
        if (layers == image.layers().size()) {
            return own.stream().map(Node::plain).toList();
        }
        return image.layers().stream().<Object>map(layer -> Map.of("comment", otherwise)).toList();
    }
}
