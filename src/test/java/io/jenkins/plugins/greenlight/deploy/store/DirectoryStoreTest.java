package io.jenkins.plugins.greenlight.deploy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {
    @TempDir Path folder;

    @Test void knowsNothingAtFirst() throws Exception {
        assertThat(new DirectoryStore(folder.resolve("new")).read("journal")).isEmpty();
    }

    @Test void readsBackWithAVersionThatGrows() throws Exception {
        var store = new DirectoryStore(folder.resolve("new"));

        long first = store.write("journal", 0, "one \"quoted\" ü\n");
        long second = store.write("journal", first, "two");

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
        assertThat(new DirectoryStore(folder.resolve("new")).read("journal")).contains(new StateStore.Versioned("two", 2));
    }

    @Test void changesNothingForAWriterThatIsBehind() throws Exception {
        var store = new DirectoryStore(folder);
        store.write("journal", 0, "one");

        assertThatThrownBy(() -> store.write("journal", 0, "other")).isInstanceOf(StateStore.ConflictException.class)
                .hasMessageContaining("has version 1, expected 0");
        assertThat(store.read("journal")).map(StateStore.Versioned::text).contains("one");
    }

    @Test void letsJustOneOfManyWritersWin() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        var writers = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            writers.add(() -> {
                int won = 0;
                for (int n = 0; n < 20; n++) {
                    var store = new DirectoryStore(folder);
                    long version = store.read("count").map(StateStore.Versioned::version).orElse(0L);
                    try {
                        store.write("count", version, "x");
                        won++;
                    } catch (StateStore.ConflictException e) {
                        continue;
                    }
                }
                return won;
            });
        }

        long won = 0;
        for (var writer : pool.invokeAll(writers)) {
            won += writer.get();
        }

        assertThat(new DirectoryStore(folder).read("count").orElseThrow().version()).isEqualTo(won);
        pool.shutdownNow();
    }

    @Test void survivesAKillBetweenItsTwoFiles() throws Exception {
        var store = new DirectoryStore(folder);
        store.write("journal", 0, "one");

        Files.writeString(folder.resolve(".journal.json.next"), "{\"half");

        assertThat(store.read("journal")).map(StateStore.Versioned::text).contains("one");
        assertThat(store.write("journal", 1, "two")).isEqualTo(2);
    }

    @Test void doesNotGuessWhatADamagedFileSaid() throws Exception {
        Files.writeString(folder.resolve("journal.json"), "");

        assertThatThrownBy(() -> new DirectoryStore(folder).read("journal")).isInstanceOf(IOException.class)
                .hasMessageContaining("journal.json").hasMessageContaining("greenlight adopt");
    }

    @Test void refusesAKeyThatClimbsOut() {
        assertThatThrownBy(() -> new DirectoryStore(folder).read("../journal")).isInstanceOf(IllegalArgumentException.class);
    }
}
