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
                section.required("rate", "rate: 200/s", 1.0, Quantities::rate),
                section.required("duration", "duration: 10s", Duration.ofSeconds(1), Quantities::duration),
                section.optional("warmup", Duration.ofSeconds(2), Quantities::durationOrZero),
                section.optional("timeout", Duration.ofSeconds(5), Quantities::duration),
                section.optional("connections", 64, node -> Quantities.whole(node, 1, 10_000)),
                section.requiredList("requests", "[\"GET /products\"]", node -> request(section, node)),
                section.texts("environment", Values::ownVariable),
                section.optional("healthPath", "/health", Values::httpPath),
                section.optional("releaseHeader", DeployReader.RELEASE_HEADER, Values::header),
                Checks.checks(section, "p95 < 200 ms", LoadConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section));
    }

    /** {@code GET /products}, or a mapping for one with a body. */
    private static LoadConfig.Request request(Section outer, Node node) {
        if (!node.isMap()) {
            String[] parts = Values.requestLine(node).split(" ");
            return new LoadConfig.Request(parts[0], parts[1], "");
        }
        return outer.nested(node, section -> new LoadConfig.Request(
                section.required("method", "method: POST", "", LoadReader::method),
                section.required("path", "path: /orders", "/", Values::httpPath),
                section.optional("body", "", Node::text)));
    }

    private static String method(Node node) {
        if (!node.isText() || !Values.METHODS.contains(node.text())) {
            throw Values.unknownWord(node, Values.METHODS.stream().sorted().toList());
        }
        return node.text();
    }
}
