package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WayBackTest {
    private final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());

    @BeforeEach void twoReleases() throws Exception {
        world.deploy(1);
        world.deploy(2);
    }

    private DeployResult retire() throws Exception {
        return world.engine().retire();
    }

    private List<JournalEntry.Kind> kindsAfter(long seq) throws IOException {
        return Journal.open(world.store).entries().stream().filter(entry -> entry.seq() > seq).map(JournalEntry::kind).toList();
    }

    private long seq() throws IOException {
        return Journal.open(world.store).last().orElseThrow().seq();
    }

    @Test void stopsThePreviousReleaseAndSaysThatThereIsNoWayBack() throws Exception {
        long before = seq();

        var result = retire();

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).isEqualTo("r1 in blue was retired: from now on there is no way back from r2 in green");
        assertThat(result.live().map(History.Placed::toString)).contains("r2 in green");
        assertThat(result.previous()).isEmpty();
        assertThat(world.runningReleases()).containsExactly("r2");
        assertThat(kindsAfter(before)).containsExactly(JournalEntry.Kind.RETIRING, JournalEntry.Kind.RETIRED);
        assertThat(new Audit(world.store).problem()).isEmpty();
        assertThat(world.engine().rollback().reason())
                .startsWith("There is no previous release in production to go back to; r2 in green is live");
    }

    @Test void hasNothingToRetireTheSecondTimeAndWritesNothing() throws Exception {
        retire();
        long before = seq();

        var again = retire();

        assertThat(again.delivered()).isTrue();
        assertThat(again.reason()).startsWith("There is nothing to retire: r2 in green is live");
        assertThat(seq()).isEqualTo(before);
        assertThat(TargetStatus.of(world.target(world.store)).lease()).isEmpty();
    }

    @Test void hasNothingToRetireWhereNobodyIsLive() throws Exception {
        var empty = new World(new MemoryStore(), "production", 80, new VirtualTime());

        var result = empty.engine().retire();

        assertThat(result.cause()).isEqualTo(Cause.UNMEASURED);
        assertThat(result.reason()).contains("Nobody is live in production");
    }

    @Test void forgetsAPreviousReleaseThatDiedBefore() throws Exception {
        world.runtime.kill(World.release(1).id());
        long before = seq();

        assertThat(retire().previous()).isEmpty();
        assertThat(kindsAfter(before)).containsExactly(JournalEntry.Kind.RETIRED);
    }

    @Test void waitsForRequestsInFlightAndNotForever() throws Exception {
        world.router.open.put(Slot.BLUE, 3L);
        var begun = world.time.instant();
        world.time.alsoWhilePassing(passed -> {
            if (Duration.between(begun, world.time.instant()).compareTo(Duration.ofSeconds(1)) > 0) {
                world.router.open.put(Slot.BLUE, 0L);
            }
        });

        retire();

        assertThat(Duration.between(begun, world.time.instant())).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1200));
        assertThat(world.runningReleases()).containsExactly("r2");
    }

    @Test void cutsWhatIsStillInFlightAfterTheDrainTimeout() throws Exception {
        world.router.open.put(Slot.BLUE, 1L);
        var begun = world.time.instant();

        retire();

        assertThat(Duration.between(begun, world.time.instant())).isEqualTo(World.settings().drainTimeout());
        assertThat(world.runningReleases()).containsExactly("r2");
    }

    @Test void keepsTheWayBackWhenAStopIsAskedForWhileItDrains() throws Exception {
        world.router.open.put(Slot.BLUE, 1L);
        var stop = world.stop;
        world.time.alsoWhilePassing(passed -> stop.ask());

        var result = retire();

        assertThat(result.cause()).isEqualTo(Cause.STOPPED);
        assertThat(result.reason()).contains("the way back stays");
        assertThat(world.runningReleases()).containsExactly("r1", "r2");
        world.stop = new StopSignal();
        assertThat(world.engine().rollback().delivered()).isTrue();
    }

    @Test void keepsTheOnlyOneThatRuns() throws Exception {
        world.runtime.kill(World.release(2).id());

        var result = retire();

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).startsWith("r2 in green is live and does not run").contains("Nothing was retired");
        assertThat(world.runningReleases()).containsExactly("r1");
        assertThat(world.engine().rollback().delivered()).isTrue();
    }

    @Test void refusesWhereRouterAndJournalDiffer() throws Exception {
        world.router.live = Optional.of(Slot.BLUE);

        var result = retire();

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).contains("greenlight adopt");
        assertThat(world.runningReleases()).containsExactly("r1", "r2");
    }

    @Test void refusesAfterAHalt() throws Exception {
        world.runtime.errorPercent.put(World.release(3).id(), 30);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.ROLLING_BACK) {
                world.runtime.kill(World.release(2).id());
            }
        };
        world.deploy(3);
        world.crashpoint = Crashpoint.NONE;

        assertThat(retire().reason()).contains("was HALTED");
        assertThat(world.liveRelease()).contains("r3");
    }

    @Test void finishesWhatWasLeftUnfinishedBeforeAnythingElse() throws Exception {
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                throw new SimulatedCrash("in WATCHING");
            }
        };
        assertThatThrownBy(() -> world.deploy(3)).isInstanceOf(SimulatedCrash.class);
        world.crashpoint = Crashpoint.NONE;

        var result = retire();

        assertThat(result.reason()).isEqualTo("r2 in green was retired: from now on there is no way back from r3 in blue");
        assertThat(world.runningReleases()).containsExactly("r3");
    }

    @Test void isRetiredByTheNextOneWhenItWasKilledInTheMiddle() throws Exception {
        world.runtime.afterStop = () -> {
            throw new SimulatedCrash("the reply was lost");
        };
        assertThatThrownBy(this::retire).isInstanceOf(SimulatedCrash.class);
        world.runtime.afterStop = () -> { };
        assertThat(History.of(Journal.open(world.store).entries()).previous()).isPresent();

        assertThat(retire().delivered()).isTrue();
        assertThat(History.of(Journal.open(world.store).entries()).previous()).isEmpty();
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void staysTheWayBackWhenItDoesNotStop() throws Exception {
        world.runtime.refusesStop = true;

        assertThatThrownBy(this::retire).isInstanceOf(IOException.class).hasMessageContaining("does not stop");
        assertThat(History.of(Journal.open(world.store).entries()).previous()).isPresent();
        assertThat(TargetStatus.of(world.target(world.store)).lease()).isEmpty();
    }

    @Test void neverStopsWhatUsersAreSentToByHandInTheMeantime() throws Exception {
        world.router.open.put(Slot.BLUE, 1L);
        world.time.alsoWhilePassing(passed -> world.router.live = Optional.of(Slot.BLUE));

        assertThatThrownBy(this::retire).isInstanceOf(IOException.class).hasMessageContaining("The router sends users to blue");
        assertThat(world.runningReleases()).containsExactly("r1", "r2");
    }

    @Test void stopsWhatWasFoundBesideAnAdoptedRelease() throws Exception {
        world.store.write(Journal.KEY, world.store.read(Journal.KEY).orElseThrow().version(),
                "{\"version\": 1, \"epoch\": 2, \"entries\": []}");
        world.engine().adopt("the journal was lost");

        var result = retire();

        assertThat(result.reason()).startsWith("what ran in blue was retired");
        assertThat(world.runningReleases()).containsExactly("r2");
    }
}
