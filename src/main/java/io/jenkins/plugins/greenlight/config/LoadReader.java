package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.loadtest.LoadConfig;
import java.time.Duration;

/** {@code loadTest}. */
final class LoadReader {
    private LoadReader() { }

    static LoadConfig read(Section section) {
        return new LoadConfig(
                section.optional("url", Values::url),
                section.required("rate", 1.0, Quantities::rate),
                section.required("duration", Duration.ofSeconds(1), Quantities::duration),
                section.value("warmup", Quantities::duration),
                section.value("timeout", Quantities::duration),
                section.value("connections", Quantities::whole),
                section.list("requests", node -> request(section, node)),
                section.texts("environment"),
                section.value("healthPath", Node::text),
                section.value("releaseHeader", Node::text),
                Checks.checks(section, LoadConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section));
    }

    /** {@code GET /products}, or a mapping for one with a body. */
    private static LoadConfig.Request request(Section outer, Node node) {
        if (!node.isMap()) {
            String[] parts = node.text().split(" ");
            return new LoadConfig.Request(parts[0], parts[1], "");
        }
        return outer.nested(node, section -> new LoadConfig.Request(
                section.required("method", "", Node::text),
                section.required("path", "/", Node::text),
                section.optional("body", Node::text).orElse("")));
    }
}
