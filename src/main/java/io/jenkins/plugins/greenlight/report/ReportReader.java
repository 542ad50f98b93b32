package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Builds a report from a tree; every key must be there and no other. */
final class ReportReader {
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private ReportReader() { }

    static DeliveryReport report(Node node) {
        keys(node, "schema", "version", "nonce", "app", "release", "commit", "digest", "ending", "exitCode", "message",
                "startedAt", "finishedAt", "stages", "deployment", "audit", "artifacts");
        var ending = constant(node.get("ending"), Ending.class);
        if (node.get("exitCode").integer() != ending.exitCode()) {
            throw new ParseException(node.get("exitCode").place(), "exitCode is " + node.get("exitCode").integer()
                    + ". Expected " + ending.exitCode() + ", which is " + ending + "'s.");
        }
        return new DeliveryReport(text(node, "nonce"), text(node, "app"), perhaps(node, "release"), perhaps(node, "commit"),
                perhaps(node, "digest"), ending, text(node, "message"), instant(node, "startedAt"), instant(node, "finishedAt"),
                list(node, "stages", StageReader::stage), node.find("deployment").map(ReportReader::deployed),
                node.find("audit").map(ReportReader::audit), list(node, "artifacts", ReportReader::artifact));
    }

    private static DeliveryReport.Deployed deployed(Node node) {
        keys(node, "environment", "id", "state", "release", "slot", "previous");
        return new DeliveryReport.Deployed(text(node, "environment"), text(node, "id"), text(node, "state"),
                text(node, "release"), text(node, "slot"), text(node, "previous"));
    }

    private static DeliveryReport.AuditHead audit(Node node) {
        keys(node, "head", "length");
        return new DeliveryReport.AuditHead(text(node, "head"), node.get("length").integer());
    }

    /** Older engines wrote path and hash alone. */
    private static DeliveryReport.Artifact artifact(Node node) {
        if (node.fields().size() == 2) {
            keys(node, "path", "sha256");
            return new DeliveryReport.Artifact(text(node, "path"), text(node, "sha256"));
        }
        keys(node, "path", "sha256", "mediaType", "bytes", "stage");
        return described(node);
    }

    /** An artifact with all that is known of it. */
    static DeliveryReport.Artifact described(Node node) {
        var bytes = node.find("bytes").map(Node::integer);
        return new DeliveryReport.Artifact(text(node, "path"), text(node, "sha256"), text(node, "mediaType"),
                bytes.isPresent() ? OptionalLong.of(bytes.get()) : OptionalLong.empty(), node.find("stage").map(StageReader::id));
    }

    static void keys(Node node, String... expected) {
        var known = List.of(expected);
        for (String key : known) {
            if (!node.fields().containsKey(key)) {
                node.get(key);
            }
        }
        node.fields().forEach((key, child) -> {
            if (!known.contains(key)) {
                throw new ParseException(child.place(), child.path() + " is an unknown key. Expected one of "
                        + String.join(", ", known) + ".");
            }
        });
    }

    static String text(Node node, String key) {
        return node.get(key).text();
    }

    private static Optional<String> perhaps(Node node, String key) {
        return node.find(key).map(Node::text);
    }

    static <T> List<T> list(Node node, String key, Function<Node, T> item) {
        return node.get(key).items().stream().map(item).toList();
    }

    static Instant instant(Node node, String key) {
        try {
            var at = Instant.parse(text(node, key));
            if (at.isBefore(Instant.EPOCH) || !at.isBefore(END_OF_TIME)) {
                throw wrong(node.get(key), "a time from the year 1970 to 9999");
            }
            return at;
        } catch (DateTimeParseException e) {
            throw wrong(node.get(key), "a time such as 2026-01-31T12:00:00Z");
        }
    }

    static <E extends Enum<E>> E constant(Node node, Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> c.name().equals(node.text())).findFirst()
                .orElseThrow(() -> wrong(node, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    static <E extends Enum<E>> E small(Node node, Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> c.name().toLowerCase(Locale.ROOT).equals(node.text()))
                .findFirst().orElseThrow(() ->
                        wrong(node, "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    static ParseException wrong(Node node, String expected) {
        return new ParseException(node.place(), node.path() + " is " + node.kind() + ". Expected " + expected + ".");
    }
}
