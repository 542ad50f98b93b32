package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir Path folder;

    private static JournalEntry entry(Journal journal, String deployment, DeployState to) {
        return new JournalEntry(journal.nextSeq(), Instant.parse("2026-01-01T00:00:00Z"), 1, deployment, JournalEntry.Kind.MOVE,
                Optional.empty(), Optional.of(to), Cause.PLAN, "because", World.release(1), Slot.BLUE, Map.of("note", "x"));
    }

    @Test void readsBackWhatItWrote() throws Exception {
        var store = new DirectoryStore(folder);
        var journal = Journal.open(store);
        journal.claim(1);
        journal.append(entry(journal, "d1", DeployState.PLANNED));
        journal.append(entry(journal, "d1", DeployState.MIGRATING));

        var read = Journal.open(store);

        assertThat(read.entries()).isEqualTo(journal.entries());
        assertThat(read.unfinished()).map(JournalEntry::seq).contains(2L);
    }

    @Test void refusesAWriterWhoseLeaseWasTakenOver() throws Exception {
        var store = new DirectoryStore(folder);
        var old = Journal.open(store);
        old.claim(1);
        var taker = Journal.open(store);

        taker.claim(2);

        assertThatThrownBy(() -> old.append(entry(old, "d1", DeployState.PLANNED))).isInstanceOf(StateStore.ConflictException.class);
        assertThat(Journal.open(store).entries()).isEmpty();
    }

    @Test void refusesAnOlderEpoch() throws Exception {
        var journal = Journal.open(new DirectoryStore(folder));
        journal.claim(2);

        assertThatThrownBy(() -> journal.claim(2)).isInstanceOf(StateStore.ConflictException.class);
    }

    @Test void keepsTheLastFiftyDeployments() throws Exception {
        var store = new DirectoryStore(folder);
        var journal = Journal.open(store);
        for (int i = 1; i <= 51; i++) {
            journal.append(entry(journal, "d" + i, DeployState.PLANNED));
        }

        var read = Journal.open(store);

        assertThat(read.entries()).hasSize(50);
        assertThat(read.entries().get(0).deployment()).isEqualTo("d2");
        assertThat(read.nextSeq()).isEqualTo(52);
    }

    @Test void neverForgetsWhoIsLiveAndWhoWasBefore() throws Exception {
        var store = new DirectoryStore(folder);
        var journal = Journal.open(store);
        journal.append(entry(journal, "d1", DeployState.LIVE));
        journal.append(entry(journal, "d2", DeployState.LIVE));
        for (int i = 3; i <= 120; i++) {
            journal.append(entry(journal, "d" + i, DeployState.ABANDONED));
        }

        var history = History.of(Journal.open(store).entries());

        assertThat(history.live()).map(History.Placed::deployment).contains("d2");
        assertThat(history.previous()).map(History.Placed::deployment).contains("d1");
    }

    @Test void goesOnAboveTheAuditWhenItWasMovedAside() throws Exception {
        var store = new DirectoryStore(folder);
        var journal = Journal.open(store);
        journal.append(entry(journal, "d1", DeployState.PLANNED));
        journal.append(entry(journal, "d1", DeployState.MIGRATING));
        new Audit(store).catchUp(journal.entries(), "test");

        Files.delete(folder.resolve("journal.json"));

        assertThat(Journal.open(store).nextSeq()).isEqualTo(3);
    }

    @Test void doesNotGuessFromATruncatedFile() throws Exception {
        var store = new DirectoryStore(folder);
        var journal = Journal.open(store);
        journal.append(entry(journal, "d1", DeployState.PLANNED));
        var file = folder.resolve("journal.json");
        var text = Files.readString(file);

        Files.writeString(file, text.substring(0, text.length() / 2));

        assertThatThrownBy(() -> Journal.open(store)).isInstanceOf(IOException.class).hasMessageContaining("journal.json")
                .hasMessageContaining("greenlight adopt");
    }

    @Test void doesNotReadWhatANewerVersionWrote() throws Exception {
        var store = new DirectoryStore(folder);
        store.write(Journal.KEY, 0, "{\"version\":2,\"epoch\":1,\"entries\":[]}");

        assertThatThrownBy(() -> Journal.open(store)).isInstanceOf(IOException.class).hasMessageContaining("version 2")
                .hasMessageContaining("or a newer one");
    }

    @Test void doesNotReadAStateItDoesNotKnow() throws Exception {
        var store = new DirectoryStore(folder);
        var journal = Journal.open(store);
        journal.append(entry(journal, "d1", DeployState.PLANNED));
        var stored = store.read(Journal.KEY).orElseThrow();
        store.write(Journal.KEY, stored.version(), stored.text().replace("PLANNED", "TELEPORTING"));

        assertThatThrownBy(() -> Journal.open(store)).isInstanceOf(IOException.class).hasMessageContaining("TELEPORTING");
    }

    @Test void findsEntriesOutOfOrder() throws Exception {
        var store = new DirectoryStore(folder);
        var journal = Journal.open(store);
        for (var state : new DeployState[] {DeployState.PLANNED, DeployState.MIGRATING}) {
            journal.append(entry(journal, "d1", state));
        }
        var stored = store.read(Journal.KEY).orElseThrow();
        store.write(Journal.KEY, stored.version(), stored.text().replace("\"seq\" : 2", "\"seq\" : 1"));

        assertThatThrownBy(() -> Journal.open(store)).isInstanceOf(IOException.class).hasMessageContaining("from entry 1 to 1");
    }

    @Test void findsWhatWasLeftAfterItsVeryFirstEntry() throws Exception {
        var store = new MemoryStore();
        var journal = Journal.open(store);
        journal.append(entry(journal, "d1", DeployState.PLANNED));

        assertThat(Journal.open(store).unfinished()).map(JournalEntry::deployment).contains("d1");
    }

    @Test void knowsHowEachWasDeployedThoughTheSameReleaseCameTwice(@TempDir Path other) throws Exception {
        var world = new World(other);
        world.deploy(1);
        var once = History.of(Journal.open(world.store).entries()).live().orElseThrow();
        world.deploy(2);
        world.engine().deploy(World.release(1), Path.of("image.tar"), World.settings("errors < 7%"));

        var journal = Journal.open(world.store);

        assertThat(journal.planOf(once)).map(Plan::deployment).contains("production-1");
        assertThat(journal.planOf(new History.Placed(once.release(), once.slot()))).as("the last, of one that a person brought there")
                .map(Plan::deployment).contains("production-3");
        assertThat(journal.planOf(new History.Placed(World.release(3), Slot.BLUE))).isEmpty();
    }

    @Test void knowsNoPlanOfWhatAPersonAdopted(@TempDir Path other) throws Exception {
        var world = new World(other);
        world.deploy(1);
        world.engine().adopt("to be sure");

        var journal = Journal.open(world.store);

        assertThat(journal.planned("production-1")).isPresent();
        assertThat(journal.planned("production-2")).isEmpty();
        assertThatThrownBy(() -> Journal.open(new MemoryStore()).lastPlan()).isInstanceOf(IllegalStateException.class)
                .hasMessage("Nothing was ever planned.");
    }
}
