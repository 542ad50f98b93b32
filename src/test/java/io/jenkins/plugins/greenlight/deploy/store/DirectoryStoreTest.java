package io.jenkins.plugins.greenlight.deploy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.DiskCalls;
import io.jenkins.plugins.greenlight.deploy.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest implements StateStoreContract {
    @TempDir Path folder;

    @Override public StateStore store() {
        return new DirectoryStore(folder.resolve("new"));
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

    static final class Writer {
        private Writer() { }

        public static void main(String[] folder) throws IOException {
            new DirectoryStore(Path.of(folder[0])).write("journal", 0, "one");
        }
    }

    @Test void forcesBytesBeforeTheNameAndThenTheName() throws Exception {
        assertThat(DiskCalls.of(Writer.class, folder)).containsExactly("force .journal.json.next", "rename .journal.json.next journal.json",
                "force .");
    }
}
