package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseKeeperTest {
    private static final Holder ANNA = new Holder("anna", "host1", 1, 10);
    private static final Holder BEN = new Holder("ben", "host1", 2, 20);
    private static final Holder CLEO = new Holder("cleo", "host2", 3, 30);

    @TempDir Path folder;
    private final VirtualTime time = new VirtualTime();
    private StateStore store;

    @BeforeEach void aStore() {
        store = new DirectoryStore(folder);
    }

    private LeaseKeeper take(Holder holder, boolean othersAlive) throws Exception {
        return LeaseKeeper.take(store, holder, time, asked -> othersAlive, 0, () -> { });
    }

    @Test void givesTheFirstEpochOneAndTheNextTwo() throws Exception {
        var first = take(ANNA, true);
        first.close();

        var second = take(BEN, true);

        assertThat(first.epoch()).isEqualTo(1);
        assertThat(second.epoch()).isEqualTo(2);
    }

    @Test void isNewerThanWhatTheRouterHasSeenWhenTheStoreHasForgotten() throws Exception {
        var lease = LeaseKeeper.take(store, ANNA, time, asked -> true, 7, () -> { });
        lease.close();

        assertThat(lease.epoch()).isEqualTo(8);
        assertThat(LeaseKeeper.take(store, BEN, time, asked -> true, 3, () -> { }).epoch()).isEqualTo(9);
    }

    @Test void namesTheHolderToWhoeverComesSecond() throws Exception {
        take(ANNA, true);

        assertThatThrownBy(() -> take(BEN, true)).isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("anna (process 1 on host1)").hasMessageContaining("epoch 1");
    }

    @Test void takesTheLeaseOfADeadProcessOnTheSameHostAtOnce() throws Exception {
        take(ANNA, true).abandon();

        assertThat(take(BEN, false).epoch()).isEqualTo(2);
    }

    @Test void waitsForTheTimeOfAHolderOnAnotherHost() throws Exception {
        take(ANNA, true).abandon();

        time.pause(Lease.TTL.minusMillis(1));
        assertThatThrownBy(() -> take(CLEO, false)).isInstanceOf(LeaseHeldException.class);
        time.pause(Duration.ofMillis(1));
        assertThat(take(CLEO, false).epoch()).isEqualTo(2);
    }

    @Test void renewsItselfWhenLittleIsLeft() throws Exception {
        var lease = take(ANNA, true);

        time.pause(Lease.TTL.minusSeconds(1));

        assertThatCode(() -> lease.require(Duration.ofSeconds(10))).doesNotThrowAnyException();
        assertThatThrownBy(() -> take(CLEO, true)).isInstanceOf(LeaseHeldException.class);
    }

    @Test void refusesToGoOnOnceSomebodyElseTookIt() throws Exception {
        var sleeper = take(ANNA, true);
        time.pause(Lease.TTL.plusSeconds(1));
        take(CLEO, true);

        assertThatThrownBy(() -> sleeper.require(Duration.ZERO)).isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("no longer ours");
    }

    @Test void doesNotGiveBackWhatAnotherHolds() throws Exception {
        var sleeper = take(ANNA, true);
        time.pause(Lease.TTL.plusSeconds(1));
        take(CLEO, true);

        sleeper.close();

        assertThatThrownBy(() -> take(BEN, true)).isInstanceOf(LeaseHeldException.class).hasMessageContaining("cleo");
    }

    @Test void givesItToOneOfManyAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        var tries = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            var holder = new Holder("p" + i, "host" + i, i, i);
            tries.add(() -> {
                try {
                    take(holder, true);
                    return true;
                } catch (LeaseHeldException e) {
                    return false;
                }
            });
        }

        List<Future<Boolean>> won = pool.invokeAll(tries);

        int winners = 0;
        for (var one : won) {
            winners += one.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        pool.shutdownNow();
    }

    private void lies(Lease lease) throws Exception {
        store.write(LeaseKeeper.KEY, store.read(LeaseKeeper.KEY).map(StateStore.Versioned::version).orElse(0L), lease.json());
    }

    @Test void keepsOthersOutWhileAHeartbeatLiesInTheFutureAndSaysWhatToDo() throws Exception {
        lies(new Lease(4, ANNA, time.instant().plus(Duration.ofHours(1)), false));

        time.pause(Duration.ofMinutes(59));
        assertThatThrownBy(() -> take(CLEO, true)).isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("60 s ahead of the clock here").hasMessageContaining("greenlight unlock")
                .hasMessageNotContaining("free in");
        time.pause(Duration.ofMinutes(1).plus(Lease.TTL));
        assertThat(take(CLEO, true).epoch()).isEqualTo(5);
    }

    @Test void givesNoLeaseMoreThanItsTime() {
        var ahead = new Lease(1, ANNA, time.instant().plus(Duration.ofHours(1)), false);

        assertThat(ahead.left(time.instant())).isEqualTo(Lease.TTL);
        assertThat(ahead.ahead(time.instant())).isEqualTo(Duration.ofHours(1));
        assertThat(new Lease(1, ANNA, time.instant(), false).ahead(time.instant())).isZero();
    }

    @Test void doesNotOutliveAClockThatIsSetBack() throws Exception {
        var set = new java.util.concurrent.atomic.AtomicReference<>(Duration.ZERO);
        var clock = new VirtualTime() {
            @Override public java.time.Instant instant() {
                return super.instant().minus(set.get());
            }
        };
        var lease = LeaseKeeper.take(store, ANNA, clock, asked -> true, 0, () -> { });

        set.set(Duration.ofHours(2));
        lease.require(Duration.ofSeconds(10));
        lease.close();

        assertThat(take(CLEO, true).epoch()).isEqualTo(2);
    }

    @Test void guessesNothingOfALeaseThatCannotBeUnderstood() throws Exception {
        for (var text : List.of("", "{}", "[]", "{\"epoch\": 1", new Lease(1, ANNA, time.instant(), false).json().replace("2026",
                "yesterday"))) {
            store.write(LeaseKeeper.KEY, store.read(LeaseKeeper.KEY).map(StateStore.Versioned::version).orElse(0L), text);

            assertThatThrownBy(() -> take(CLEO, true)).isInstanceOf(java.io.IOException.class)
                    .hasMessageStartingWith("The lease in " + folder + " cannot be understood: ")
                    .hasMessageContaining("Nothing was changed");
        }
    }

    @Test void isSeizedFromAHolderThatLives() throws Exception {
        var held = take(ANNA, true);

        var seized = LeaseKeeper.seize(store, CLEO, time, Lease.in(store).orElseThrow(), 7, () -> { });

        assertThat(seized.epoch()).isEqualTo(8);
        assertThatThrownBy(() -> {
            time.pause(Lease.TTL);
            held.require(Duration.ZERO);
        }).isInstanceOf(LeaseLostException.class);
    }

    @Test void isSeizedBetweenTwoHeartbeatsAndNotFromSomebodyElse() throws Exception {
        take(ANNA, true).abandon();
        var annas = Lease.in(store).orElseThrow();
        var beats = new int[1];

        var seized = LeaseKeeper.seize(store, CLEO, time, annas, 0, () -> {
            if (beats[0]++ < 3) {
                lies(store, new Lease(annas.epoch(), ANNA, time.instant(), false));
            }
        });

        assertThat(seized.epoch()).isEqualTo(2);
        assertThatThrownBy(() -> LeaseKeeper.seize(store, BEN, time, annas, 0, () -> { }))
                .isInstanceOf(StateStore.ConflictException.class)
                .hasMessageContaining("changed hands");
        seized.close();
        assertThatThrownBy(() -> LeaseKeeper.seize(store, BEN, time, new Lease(2, CLEO, time.instant(), false), 0, () -> { }))
                .isInstanceOf(StateStore.ConflictException.class);
    }

    @Test void isNotSeizedFromAHeartThatNeverRests() throws Exception {
        take(ANNA, true).abandon();
        var annas = Lease.in(store).orElseThrow();

        assertThatThrownBy(() -> LeaseKeeper.seize(store, CLEO, time, annas, 0, () -> lies(store, annas)))
                .isInstanceOf(StateStore.ConflictException.class).hasMessageContaining("Somebody else wrote lease");
    }

    private static void lies(StateStore store, Lease lease) throws java.io.IOException {
        store.write(LeaseKeeper.KEY, store.read(LeaseKeeper.KEY).orElseThrow().version(), lease.json());
    }
}
