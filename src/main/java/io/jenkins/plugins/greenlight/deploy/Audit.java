package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
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
    static final String GENESIS = "0".repeat(64);

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

    /** What is wrong with the chain: a sentence, or empty when every line holds.
     * @throws IOException when the store does not answer */
    public Optional<String> problem() throws IOException {
        try {
            return store.read(KEY).flatMap(stored -> new AuditChain(stored.text(), source()).problem());
        } catch (StateStore.DamagedException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Whether this audit is the one that a report has seen, grown or not: a cut tail and an audit written anew are found so.
     *
     * @param seen as it stands in an earlier report
     * @return a sentence; empty when line {@code seen.length()} has just that hash
     */
    public Optional<String> problem(Head seen) throws IOException {
        var lines = lines(store.read(KEY));
        if (seen.length() > lines.size()) {
            return Optional.of("The " + source() + " has " + lines.size() + " lines. Expected at least " + seen.length()
                    + ": everything after line " + lines.size() + " was cut off.");
        }
        String hash = seen.length() == 0 ? GENESIS : String.valueOf(lines.get((int) seen.length() - 1).get("hash"));
        return AuditChain.same(hash, seen.hash()) ? Optional.empty() : Optional.of("Line " + seen.length() + " of the " + source()
                + " has the hash " + hash + ". Expected " + seen.hash() + ": that line or one before it was written anew.");
    }

    /** Whether the tail was cut so far that even the journal knows better: a sentence, or empty. After a crash the last entry
     *  may be lacking. */
    public Optional<String> problem(Journal journal) throws IOException {
        long last = lastSeq();
        long lacking = journal.entries().stream().filter(entry -> entry.seq() > last).count();
        return lacking <= 1 ? Optional.empty() : Optional.of("The " + source() + " ends with journal entry " + last
                + ", the journal goes on to "
                + (journal.nextSeq() - 1) + ". Expected a line for each but the last: its end was cut off.");
    }

    /** Who wrote each journal entry, by its number, oldest first. */
    Map<Long, String> actors() throws IOException {
        var actors = new LinkedHashMap<Long, String>();
        lines(store.read(KEY)).forEach(line -> actors.put(((Number) line.get("seq")).longValue(), (String) line.get("actor")));
        return actors;
    }

    private String source() {
        return "audit in " + store.location();
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
        line.put("hash", AuditChain.hashOf(line));
        return line;
    }

    private List<Map<String, Object>> lines(Optional<StateStore.Versioned> stored) throws IOException {
        var lines = new ArrayList<Map<String, Object>>();
        try {
            if (stored.isPresent()) {
                for (var line : Json.read(stored.get().text(), source()).get("lines").items()) {
                    line.get("seq").integer();
                    line.get("hash").text();
                    line.get("actor").text();
                    lines.add(AuditChain.plain(line));
                }
            }
            return lines;
        } catch (ParseException e) {
            throw new StateStore.DamagedException(e.getMessage()
                    + " It was changed after it was written. See: greenlight audit verify", e);
        }
    }
}
