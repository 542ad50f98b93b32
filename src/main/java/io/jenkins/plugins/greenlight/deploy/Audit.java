package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record that shows when it was changed afterwards: every journal entry with actor, each line holding the hash of the
 * one before. Its head goes into every report, so that a cut tail is found too.
 */
public final class Audit {
    static final String KEY = "audit";
    private static final String GENESIS = "0".repeat(64);

    /** @param length lines so far
     *  @param hash   of the last one, SHA-256 in hexadecimal; 64 zeros before the first */
    public record Head(long length, String hash) { }

    private final StateStore store;

    public Audit(StateStore store) {
        this.store = store;
    }

    /** The journal entry audited last; 0 for none. */
    long lastSeq() throws IOException {
        var lines = lines(store.read(KEY));
        return lines.isEmpty() ? 0 : ((Number) lines.get(lines.size() - 1).get("seq")).longValue();
    }

    public Head head() throws IOException {
        var lines = lines(store.read(KEY));
        return lines.isEmpty() ? new Head(0, GENESIS)
                : new Head(lines.size(), (String) lines.get(lines.size() - 1).get("hash"));
    }

    /** Adds a line for every entry that has none yet: after a crash the journal may be ahead by one. */
    Head catchUp(List<JournalEntry> entries, String actor) throws IOException {
        var stored = store.read(KEY);
        var lines = lines(stored);
        long audited = lines.isEmpty() ? 0 : ((Number) lines.get(lines.size() - 1).get("seq")).longValue();
        String hash = lines.isEmpty() ? GENESIS : (String) lines.get(lines.size() - 1).get("hash");
        boolean grew = false;
        for (var entry : entries) {
            if (entry.seq() > audited) {
                var line = line(lines.size() + 1L, entry, actor, hash);
                hash = (String) line.get("hash");
                lines.add(line);
                grew = true;
            }
        }
        if (grew) {
            store.write(KEY, stored.map(StateStore.Versioned::version).orElse(0L),
                    Json.writePretty(Map.of("version", 1, "lines", lines)));
        }
        return new Head(lines.size(), hash);
    }

    /** What is wrong with the chain: a sentence, or empty when every line holds. */
    public Optional<String> problem() throws IOException {
        String hash = GENESIS;
        long number = 0;
        for (var line : lines(store.read(KEY))) {
            number++;
            var unsigned = new LinkedHashMap<>(line);
            unsigned.remove("hash");
            if (((Number) line.get("n")).longValue() != number || !same(hash, line.get("previous"))
                    || !same(hash(unsigned), line.get("hash"))) {
                return Optional.of("Line " + number + " of the audit in " + store.location()
                        + " was changed, moved or removed after it was written. Compare it with the heads in earlier reports.");
            }
            hash = (String) line.get("hash");
        }
        return Optional.empty();
    }

    private static Map<String, Object> line(long number, JournalEntry entry, String actor, String previous) {
        var line = new LinkedHashMap<String, Object>();
        line.put("n", number);
        line.put("seq", entry.seq());
        line.put("at", entry.at().toString());
        line.put("actor", actor);
        line.put("deployment", entry.deployment());
        line.put("what", entry.kind() + entry.to().map(state -> " " + state).orElse(""));
        line.put("reason", entry.reason());
        line.put("release", entry.release().id().value());
        line.put("digest", entry.release().digest().value());
        line.put("slot", entry.slot().word());
        line.put("previous", previous);
        line.put("hash", hash(line));
        return line;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> lines(Optional<StateStore.Versioned> stored) {
        var lines = new ArrayList<Map<String, Object>>();
        stored.ifPresent(document -> Json.read(document.text(), "audit in " + store.location()).get("lines").items().stream()
                .map(Node::plain).forEach(line -> lines.add((Map<String, Object>) line)));
        return lines;
    }

    private static boolean same(String expected, Object found) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), String.valueOf(found).getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(Map<String, Object> line) {
        return Sha256.of(Json.write(line));
    }
}
