package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store, router and engine fail around a deployment: what is told, and what the next engine finds. */
class MishapsTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void aWorldWithReleaseOneLive() throws Exception {
        world = new World(folder);
        assertThat(world.deploy(1).delivered()).isTrue();
    }

    /** The engine that deploys release 2 dies just there. */
    private void killedAt(DeployState in) {
        world.crashpoint = (moment, state) -> {
            if (moment == Crashpoint.Moment.AFTER_ENTRY && state == in) {
                throw new SimulatedCrash(in.name());
            }
        };
        assertThatThrownBy(() -> world.deploy(2)).isInstanceOf(SimulatedCrash.class);
        world.crashpoint = Crashpoint.NONE;
    }

    @Test void epochsRiseWhenLeaseAndRouterWereForgotten() throws Exception {
        Files.delete(folder.resolve("lease.json"));
        world.router.epoch = 0;

        var result = world.deploy(2);

        assertThat(result.entries()).extracting(JournalEntry::epoch).containsOnly(2L);
    }

    @Test void fencesARouterAnewThatWasStartedAgain() throws Exception {
        world.router.forgetsFences = 1;

        var result = world.deploy(2);

        assertThat(result.delivered()).isTrue();
        assertThat(result.entries()).extracting(JournalEntry::epoch).as("one for the fence that was lost").containsOnly(3L);
        assertThat(world.router.epoch).isEqualTo(3);
    }

    @Test void fencesARouterAnewThatWasStartedAgainJustBeforeTheSwitch() throws Exception {
        world.crashpoint = (moment, state) -> world.router.forgetsFences =
                state == DeployState.SWITCHING && moment == Crashpoint.Moment.AFTER_ENTRY ? 1 : 0;

        var result = world.deploy(2);

        assertThat(result.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r2");
        assertThat(Journal.open(world.store).last()).map(JournalEntry::epoch).contains(3L);
        assertThat(world.said).anyMatch(line -> line.startsWith("WARN production: ") && line.endsWith("it is fenced anew."));
    }

    /** When it has the lease already. */
    private void theDiskIsFull() {
        world.router.beforeFence = () -> world.store.full = true;
        world.router.forgetsFences = 1;
    }

    @Test void takesUsersForOnTheirWayWhenTheDiskIsFullAfterAKillInTheSwitch() throws Exception {
        killedAt(DeployState.SWITCHING);
        theDiskIsFull();

        var result = world.resume();

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).startsWith("No space left").endsWith("then: greenlight resume");
    }

    @Test void failsWhenTheDiskIsFullAfterAKillThatMovedNobody() {
        killedAt(DeployState.STARTING);
        theDiskIsFull();

        assertThatThrownBy(() -> world.resume()).isInstanceOf(IOException.class).hasMessageStartingWith("No space left");
    }

    @Test void takesUsersForOnTheirWayWhenTheJournalCannotBeReadAnyMore() throws Exception {
        world.stop.ask();
        world.router.beforeFence = () -> world.store.gone = true;

        var result = world.deploy(2);

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).contains("cannot be read").endsWith("then: greenlight resume");
        assertThat(world.said).contains("WARN production: The state folder cannot be read.");
    }

    @Test void tellsWhatItGoesOnWithAndHowThatEnded() throws Exception {
        killedAt(DeployState.STARTING);

        world.deploy(3);

        var seq = Journal.open(world.store).of("production-2").stream().filter(entry -> entry.enters(DeployState.STARTING)).findFirst();
        assertThat(world.said).contains("production: going on with production-2 from STARTING, journal entry " + seq.orElseThrow().seq())
                .anyMatch(line -> line.startsWith("WARN production: an earlier deployment had been left unfinished; it is now LIVE: r2 "));
    }

    @Test void callsItsOwnFaultByItsNameAndThatOfTheDiskByWhatTheDiskSaid() throws Exception {
        world.crashpoint = (moment, state) -> {
            throw new IllegalArgumentException("a bug");
        };
        var stumbled = world.deploy(2);
        world.crashpoint = (moment, state) -> world.store.full = state == DeployState.STARTING;

        var full = world.deploy(3);

        assertThat(stumbled.reason()).startsWith("The engine stumbled: java.lang.IllegalArgumentException: a bug.");
        assertThat(full.reason()).startsWith("No space left on device.");
    }

    @Test void aDeadEnginesHeartBeatsNoMore() {
        var before = hearts();

        killedAt(DeployState.WATCHING);

        var since = new HashSet<>(hearts());
        since.removeAll(before);
        for (var heart : since) {
            assertThat(joined(heart)).as("still renews the lease of the engine that died").isTrue();
        }
    }

    private static Set<Thread> hearts() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("lease")).collect(Collectors.toSet());
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
            return !thread.isAlive();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
