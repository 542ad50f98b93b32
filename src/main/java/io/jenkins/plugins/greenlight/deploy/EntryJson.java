package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A journal entry as JSON. */
final class EntryJson {
    private EntryJson() { }

    static Map<String, Object> write(JournalEntry entry) {
        var map = new LinkedHashMap<String, Object>();
        map.put("seq", entry.seq());
        map.put("at", entry.at().toString());
        map.put("epoch", entry.epoch());
        map.put("deployment", entry.deployment());
        map.put("kind", entry.kind().name());
        entry.from().ifPresent(state -> map.put("from", state.name()));
        entry.to().ifPresent(state -> map.put("to", state.name()));
        map.put("cause", entry.cause().name());
        map.put("reason", entry.reason());
        map.put("release", write(entry.release()));
        map.put("slot", entry.slot().word());
        if (!entry.facts().isEmpty()) {
            map.put("facts", entry.facts());
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    static JournalEntry read(Node node) {
        try {
            return new JournalEntry(node.get("seq").integer(), Instant.parse(node.get("at").text()), node.get("epoch").integer(),
                    node.get("deployment").text(), JournalEntry.Kind.valueOf(node.get("kind").text()), state(node, "from"),
                    state(node, "to"), Cause.valueOf(node.get("cause").text()), node.get("reason").text(),
                    release(node.get("release")), Slot.of(node.get("slot").text()),
                    node.find("facts").map(facts -> (Map<String, Object>) facts.plain()).orElse(Map.of()));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new ParseException(node.place(), "is no journal entry that this version understands: " + e.getMessage()
                    + ". Use the version of Greenlight that wrote it, or a newer one.");
        }
    }

    static Map<String, Object> write(Release release) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", release.id().value());
        map.put("digest", release.digest().value());
        map.put("commit", release.commit());
        map.put("configHash", release.configHash());
        return map;
    }

    static Release release(Node node) {
        return new Release(new ReleaseId(node.get("id").text()), new ImageDigest(node.get("digest").text()),
                node.get("commit").text(), node.get("configHash").text());
    }

    private static Optional<DeployState> state(Node node, String key) {
        return node.find(key).map(Node::text).map(DeployState::valueOf);
    }
}
