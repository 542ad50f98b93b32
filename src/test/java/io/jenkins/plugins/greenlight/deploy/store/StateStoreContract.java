package io.jenkins.plugins.greenlight.deploy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of state must do, whatever it is made of. */
interface StateStoreContract {
    int WRITERS = 6;
    int ROUNDS = 10;

    /** Another holder of the same state, as another engine has it. */
    StateStore store() throws Exception;

    @Test default void knowsNothingAtFirst() throws Exception {
        assertThat(store().read("journal")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one \"quoted\" ü\n\t\\ 'single' $1 ? 🚦", "", "{\"entries\": []}"})
    default void readsBackWhatAnotherWrote(String text) throws Exception {
        long first = store().write("journal", 0, "before");
        long second = store().write("journal", first, text);

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
        assertThat(store().read("journal")).contains(new StateStore.Versioned(text, 2));
    }

    @Test default void keepsALongJournal() throws Exception {
        var text = "entry ".repeat(200_000);

        store().write("journal", 0, text);

        assertThat(store().read("journal")).map(StateStore.Versioned::text).contains(text);
    }

    @Test default void keepsKeysApart() throws Exception {
        store().write("journal", 0, "one");
        store().write("lease", 0, "two");
        store().write("lease", 1, "three");

        assertThat(store().read("journal")).contains(new StateStore.Versioned("one", 1));
        assertThat(store().read("lease")).contains(new StateStore.Versioned("three", 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 99})
    default void changesNothingForAWriterThatIsBehindOrAhead(long expected) throws Exception {
        store().write("journal", 0, "one");
        store().write("journal", 1, "two");
        var late = store();

        assertThatThrownBy(() -> late.write("journal", expected, "other")).isInstanceOf(StateStore.ConflictException.class)
                .hasMessageContaining("has version 2, expected " + expected);
        assertThat(store().read("journal")).contains(new StateStore.Versioned("two", 2));
    }

    @Test default void replacesNothingThatIsNotThere() throws Exception {
        var store = store();

        assertThatThrownBy(() -> store.write("journal", 1, "two")).isInstanceOf(StateStore.ConflictException.class)
                .hasMessageContaining("has version 0, expected 1");
        assertThat(store().read("journal")).isEmpty();
    }

    @Test default void letsJustOneOfManyWritersWinEachVersion() throws Exception {
        var together = new CyclicBarrier(WRITERS);
        var pool = Executors.newFixedThreadPool(WRITERS);
        var writers = new ArrayList<Callable<List<Long>>>();
        for (int i = 0; i < WRITERS; i++) {
            var store = store();
            writers.add(() -> wins(store, together));
        }

        var won = new ArrayList<Long>();
        for (var writer : pool.invokeAll(writers, 120, TimeUnit.SECONDS)) {
            won.addAll(writer.get());
        }
        pool.shutdownNow();

        assertThat(won).hasSize(ROUNDS).doesNotHaveDuplicates();
        assertThat(store().read("count")).contains(new StateStore.Versioned("x", ROUNDS));
    }

    /** All write the same text over the same version, at once. */
    private static List<Long> wins(StateStore store, CyclicBarrier together) throws Exception {
        var won = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            together.await(60, TimeUnit.SECONDS);
            try {
                won.add(store.write("count", round, "x"));
            } catch (StateStore.ConflictException e) {
                assertThat(e).hasMessageContaining("count");
            }
        }
        return won;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../journal", "", "Journal", "a/b", "journal'; DROP TABLE state; --"})
    default void refusesWhatIsNoKey(String key) throws Exception {
        var store = store();

        assertThatThrownBy(() -> store.read(key)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no key");
        assertThatThrownBy(() -> store.write(key, 0, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test default void saysWhereItIs() throws Exception {
        assertThat(store().location()).isNotBlank();
    }
}
