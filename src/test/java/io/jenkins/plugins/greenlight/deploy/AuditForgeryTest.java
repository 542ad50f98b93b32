package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who can write the state changes the audit afterwards. */
class AuditForgeryTest {
    private final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());
    private Audit audit;
    private Audit.Head seen;
    private String text;

    @BeforeEach void aReportWasMadeAndMoreWasDone() throws Exception {
        world.deploy(1);
        audit = new Audit(world.store);
        seen = audit.head();
        world.deploy(2);
        text = world.store.read(Audit.KEY).orElseThrow().text();
    }

    private void forge(String forged) throws IOException {
        world.store.write(Audit.KEY, world.store.read(Audit.KEY).orElseThrow().version(), forged);
    }

    @SuppressWarnings("unchecked")
    private void forgeLines(Consumer<List<Map<String, Object>>> change) throws IOException {
        var lines = new ArrayList<Map<String, Object>>();
        Json.read(text, "").get("lines").items().forEach(line -> lines.add((Map<String, Object>) line.plain()));
        change.accept(lines);
        forge(Json.writePretty(Map.of("version", 1, "lines", lines)));
    }

    /** As somebody would who knows how it is made. */
    private static void hashAnew(List<Map<String, Object>> lines) {
        var previous = Audit.GENESIS;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            line.put("n", i + 1);
            line.put("previous", previous);
            line.remove("hash");
            previous = AuditChain.hashOf(line);
            line.put("hash", previous);
        }
    }

    @Test void holdsAndHoldsWhatTheReportHasSeen() throws Exception {
        assertThat(audit.problem()).isEmpty();
        assertThat(audit.problem(seen)).isEmpty();
        assertThat(audit.problem(audit.head())).isEmpty();
        assertThat(audit.problem(new Audit.Head(0, Audit.GENESIS))).isEmpty();
        assertThat(audit.problem(Journal.open(world.store))).isEmpty();
    }

    /** Two deployments are too long for every bit: the audit of three lines has some 11,000. */
    @Test void findsEveryBitThatIsFlipped() throws Exception {
        forgeLines(lines -> lines.subList(3, lines.size()).clear());
        var bytes = world.store.read(Audit.KEY).orElseThrow().text().getBytes(StandardCharsets.UTF_8);
        assertThat(audit.problem()).isEmpty();
        var unseen = new ArrayList<String>();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            if (new AuditChain(new String(bytes, StandardCharsets.UTF_8), "audit").problem().isEmpty()) {
                unseen.add("bit " + bit % 8 + " of byte " + bit / 8);
            }
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }

        assertThat(bytes.length).isGreaterThan(1_000);
        assertThat(unseen).isEmpty();
    }

    @Test void saysWhichLineWasChangedDeletedOrMoved() throws Exception {
        forgeLines(lines -> lines.get(4).put("actor", "nobody"));
        var changed = audit.problem();
        forgeLines(lines -> lines.remove(4));
        var deleted = audit.problem();
        forgeLines(lines -> Collections.swap(lines, 4, 5));
        var moved = audit.problem();
        forgeLines(lines -> lines.remove(0));
        var beginning = audit.problem();

        assertThat(List.of(changed, deleted, moved)).allSatisfy(problem -> assertThat(problem.orElseThrow())
                .startsWith("Line 5 of the audit in memory was changed, moved or removed").contains("--against"));
        assertThat(beginning.orElseThrow()).startsWith("Line 1 ");
    }

    @Test void findsALineAddedInBetweenAndALineWithout() throws Exception {
        forgeLines(lines -> lines.add(2, lines.get(1)));
        var added = audit.problem();
        forgeLines(lines -> lines.get(6).remove("hash"));
        var unsigned = audit.problem();
        forgeLines(lines -> lines.get(6).put("more", "than was"));

        assertThat(added.orElseThrow()).startsWith("Line 3 ");
        assertThat(unsigned.orElseThrow()).startsWith("Line 7 ");
        assertThat(audit.problem().orElseThrow()).startsWith("Line 7 ");
    }

    @Test void findsACutTailOnlyByWhatWasSeenOfIt() throws Exception {
        forgeLines(lines -> lines.subList((int) seen.length() - 1, lines.size()).clear());

        assertThat(audit.problem()).as("a shorter chain is a chain").isEmpty();
        assertThat(audit.problem(seen).orElseThrow()).isEqualTo("The audit in memory has " + (seen.length() - 1)
                + " lines. Expected at least "
                + seen.length() + ": everything after line " + (seen.length() - 1) + " was cut off.");
        assertThat(audit.problem(Journal.open(world.store)).orElseThrow()).contains("the journal goes on to");
    }

    @Test void allowsTheJournalToBeAheadByOneAsAfterACrash() throws Exception {
        forgeLines(lines -> lines.remove(lines.size() - 1));
        var one = audit.problem(Journal.open(world.store));
        forgeLines(lines -> lines.subList(lines.size() - 2, lines.size()).clear());

        assertThat(one).isEmpty();
        assertThat(audit.problem(Journal.open(world.store))).isPresent();
    }

    @Test void findsAnAuditWrittenAnewByWhatWasSeenOfIt() throws Exception {
        forgeLines(lines -> {
            lines.get(2).put("actor", "nobody");
            hashAnew(lines);
        });

        assertThat(audit.problem()).as("whoever knows how writes a chain that holds").isEmpty();
        assertThat(audit.problem(seen).orElseThrow()).startsWith("Line " + seen.length()
                + " of the audit in memory has the hash ")
                .contains("Expected " + seen.hash());
    }

    @Test void findsAnotherAuditInItsPlaceAndAnEmptyOne() throws Exception {
        var other = new World(new MemoryStore(), "production", 80, new VirtualTime());
        other.time.pause(java.time.Duration.ofDays(1));
        other.deploy(1);
        other.deploy(2);
        forge(other.store.read(Audit.KEY).orElseThrow().text());
        var replaced = audit.problem(seen);
        forgeLines(List::clear);
        var empty = audit.problem(seen);

        assertThat(replaced).isPresent();
        assertThat(empty.orElseThrow()).contains("has 0 lines");
        assertThat(audit.problem(Journal.open(world.store))).isPresent();
        assertThat(new Audit(new MemoryStore()).problem(seen).orElseThrow()).contains("has 0 lines");
    }

    @Test void findsWhatIsNoAuditAtAll() throws Exception {
        for (var forged : List.of("", "{", "[]", "{}", "{\"version\": 1, \"lines\": 3}", "{\"version\": 2, \"lines\": []}",
                "{\"version\": 1, \"lines\": [], \"more\": 1}", "{\"version\": 1, \"lines\": [7]}", text.substring(0,
                text.length() / 2))) {
            forge(forged);

            assertThat(audit.problem()).as(forged).isPresent().get().asString().contains("audit in memory");
        }
    }

    @Test void findsItWrittenInAnotherWay() throws Exception {
        forge(Json.write(Json.read(text, "").plain()));

        assertThat(audit.problem().orElseThrow()).contains("is not written as Greenlight writes it");
    }

    /** Of the file, a bit of its version may differ: that is no part of the audit, and the next write repairs nothing by it. */
    @Test void readsNothingElseFromAFileWithAFlippedBit(@TempDir Path folder) throws Exception {
        var store = new DirectoryStore(folder);
        store.write(Audit.KEY, 0, "{\n  \"version\" : 1,\n  \"lines\" : [ ]\n}\n");
        var file = folder.resolve("audit.json");
        var bytes = Files.readAllBytes(file);
        var written = store.read(Audit.KEY).orElseThrow().text();

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bytes);
            assertThat(new Audit(store).problem().isPresent() || sameText(store, written)).as("bit " + bit).isTrue();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private static boolean sameText(StateStore store, String written) throws IOException {
        return store.read(Audit.KEY).map(StateStore.Versioned::text).equals(Optional.of(written));
    }
}
