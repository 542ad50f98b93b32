package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A stop asked for at every moment of a deployment of r3 over the live r2, r1 kept hot in the other slot. */
class StopTest {
    private static final Duration QUICK = Duration.ofSeconds(1);
    /** In the table for later; nothing leads there today. */
    private static final Set<DeployState> LATER = EnumSet.of(DeployState.AWAITING_APPROVAL);

    @TempDir Path folder;
    private int worlds;
    private Instant asked;

    private World world() throws Exception {
        worlds++;
        var world = new World(folder.resolve("world" + worlds));
        assertThat(world.deploy(1).delivered()).isTrue();
        assertThat(world.deploy(2).delivered()).isTrue();
        return world;
    }

    private interface At {
        void of(DeployState state, Crashpoint.Moment moment) throws Exception;
    }

    private static Stream<DynamicTest> everywhere(Set<DeployState> states, At test) {
        var tests = new ArrayList<DynamicTest>();
        for (var state : states) {
            for (var moment : Crashpoint.Moment.values()) {
                tests.add(DynamicTest.dynamicTest("stop in " + state + ", " + moment, () -> test.of(state, moment)));
            }
        }
        return tests.stream();
    }

    /** The end that a stop in this state leads to; where it changes nothing, the end that comes anyway. */
    private static DeployState end(DeployState state) {
        return switch (state) {
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, ABANDONED -> DeployState.ABANDONED;
            case SWITCHING, WATCHING, ROLLING_BACK, ROLLED_BACK -> DeployState.ROLLED_BACK;
            case LIVE -> DeployState.LIVE;
            case HALTED -> DeployState.HALTED;
        };
    }

    private static boolean changes(DeployState state) {
        return switch (state) {
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, SWITCHING, WATCHING -> true;
            case LIVE, ABANDONED, ROLLING_BACK, ROLLED_BACK, HALTED -> false;
        };
    }

    /** So that the deployment comes to this state. */
    private static void lead(World world, DeployState to) {
        var candidate = World.release(3).id();
        switch (to) {
            case ABANDONED -> world.runtime.unhealthy.add(candidate);
            case ROLLING_BACK, ROLLED_BACK, HALTED -> world.runtime.errorPercent.put(candidate, 30);
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, SWITCHING, WATCHING, LIVE -> { }
        }
    }

    private void askAt(World world, DeployState state, Crashpoint.Moment moment) {
        asked = null;
        world.crashpoint = (reached, current) -> {
            if (state == DeployState.HALTED && current == DeployState.WATCHING) {
                world.runtime.kill(World.release(2).id());
            }
            if (current == state && reached == moment) {
                asked = world.time.instant();
                world.stop.ask();
            }
        };
    }

    private static void calm(World world) {
        world.crashpoint = Crashpoint.NONE;
        world.stop = new StopSignal();
        world.runtime.unhealthy.clear();
        world.runtime.errorPercent.clear();
        world.router.open.clear();
    }

    private static WayOut wayOut(Target target) {
        return new WayOut(target, new Plan("shop", "production", "d", World.release(3), Slot.BLUE, Optional.of(new History.Placed(
                World.release(2), Slot.GREEN)), World.settings(), Optional.empty(), ""));
    }

    @Test void pausesForWhatIsLeftAndNeverForLess() throws Exception {
        var world = new World(folder.resolve("ticking"));
        var pauses = new ArrayList<Duration>();
        var ticking = new VirtualTime() {
            @Override public Instant instant() {
                super.pause(Duration.ofMillis(7)); // whoever looks at a clock twice sees two times
                return super.instant();
            }

            @Override public void pause(Duration duration) {
                pauses.add(duration);
                super.pause(duration);
            }
        };

        wayOut(world.target(new Ports(null, null, null, null, null, ticking, ticking))).pause(DeployState.WATCHING, Duration.ofMillis(524));

        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(17));
    }

    @Test void everyWayOutIsALegalMove() throws Exception {
        var world = world();
        var wayOut = wayOut(world.target(world.store));
        for (var state : DeployState.values()) {
            assertThat(wayOut.from(state)).as("not asked, in " + state).isEmpty();
        }

        world.stop.ask();

        for (var state : DeployState.values()) {
            var out = wayOut.from(state);
            assertThat(out.isPresent()).as("asked in " + state).isEqualTo(changes(state));
            out.ifPresent(next -> {
                assertThat(state.next()).contains(next.state());
                assertThat(next.cause()).isEqualTo(Cause.STOPPED);
            });
        }
    }

    @TestFactory Stream<DynamicTest> leavesUsersWhereTheyAreSafe() {
        return everywhere(EnumSet.complementOf(EnumSet.copyOf(LATER)), (state, moment) -> {
            var world = world();
            lead(world, state);
            var routes = new ArrayList<Optional<Slot>>();
            world.router.afterSend = () -> routes.add(world.router.live);
            askAt(world, state, moment);

            var result = world.deploy(3);

            assertThat(asked).as("it came to " + state).isNotNull();
            assertThat(Duration.between(asked, world.time.instant())).isLessThanOrEqualTo(QUICK);
            assertThat(result.state()).as(result.reason()).contains(end(state));
            assertThat(result.cause() == Cause.STOPPED).isEqualTo(changes(state));
            if (end(state) == DeployState.ABANDONED) {
                assertThat(routes).as("no user was moved").isEmpty();
            }
            assertLeftInOrder(world, state);
            calm(world);
            if (state != DeployState.HALTED) {
                assertThat(world.deploy(4).delivered()).as("the next one").isTrue();
            }
        });
    }

    private static void assertLeftInOrder(World world, DeployState state) throws IOException, InterruptedException {
        boolean delivered = state == DeployState.LIVE;
        assertThat(world.liveRelease()).contains(delivered || state == DeployState.HALTED ? "r3" : "r2");
        if (delivered) {
            assertThat(world.runningReleases()).containsExactly("r2", "r3");
        } else if (state != DeployState.HALTED) {
            assertThat(world.runningReleases()).isSubsetOf("r1", "r2").contains("r2");
        }
        assertThat(Journal.open(world.store).unfinished()).isEmpty();
        assertThat(new Audit(world.store).problem()).isEmpty();
        assertThat(TargetStatus.of(world.target(world.store)).lease()).isEmpty();
    }

    @TestFactory Stream<DynamicTest> stopsAResumeByTheSameRules() {
        return everywhere(EnumSet.of(DeployState.PLANNED, DeployState.MIGRATING, DeployState.STARTING, DeployState.CHECKING,
                DeployState.SWITCHING, DeployState.WATCHING, DeployState.ROLLING_BACK, DeployState.LIVE), (state, moment) -> {
            if (moment == Crashpoint.Moment.BEFORE_ENTRY) {
                return;
            }
            var world = world();
            lead(world, state);
            crashAt(world, state, moment);
            world.crashpoint = Crashpoint.NONE;
            world.stop.ask();

            var result = world.resume();

            assertThat(result.state()).as(result.reason()).contains(end(state));
            assertThat(result.cause() == Cause.STOPPED).isEqualTo(changes(state));
            assertLeftInOrder(world, state);
        });
    }

    private static void crashAt(World world, DeployState state, Crashpoint.Moment moment) throws Exception {
        world.crashpoint = (reached, current) -> {
            if (current == state && reached == moment) {
                throw new SimulatedCrash(state + " " + moment);
            }
        };
        try {
            world.deploy(3);
        } catch (SimulatedCrash dead) {
            return;
        }
        throw new AssertionError("It did not come to " + state);
    }

    @TestFactory Stream<DynamicTest> keepsTheWayBackOfAStoppedRollback() {
        return everywhere(EnumSet.of(DeployState.PLANNED, DeployState.MIGRATING, DeployState.STARTING, DeployState.CHECKING,
                DeployState.SWITCHING, DeployState.WATCHING), (state, moment) -> {
            var world = world();
            askAt(world, state, moment);

            var stopped = world.engine().rollback();

            assertThat(stopped.state()).contains(end(state));
            assertThat(world.liveRelease()).contains("r2");
            assertThat(world.runningReleases()).containsExactly("r1", "r2");
            calm(world);
            assertThat(world.engine().rollback().delivered()).isTrue();
            assertThat(world.liveRelease()).contains("r1");
        });
    }

    @TestFactory Stream<DynamicTest> keepsTheUsersOfAFirstDeployment() {
        return everywhere(EnumSet.of(DeployState.CHECKING, DeployState.SWITCHING, DeployState.WATCHING), (state, moment) -> {
            var first = new World(folder.resolve("first" + state + moment));
            askAt(first, state, moment);

            var result = first.deploy(1);

            boolean hadUsers = state != DeployState.CHECKING;
            assertThat(result.state()).contains(hadUsers ? DeployState.LIVE : DeployState.ABANDONED);
            assertThat(first.runningReleases()).isEqualTo(hadUsers ? List.of("r1") : List.of());
            assertThat(first.said.stream().filter(line -> line.contains("there is no way back, so users stay on r1")))
                    .hasSize(hadUsers ? 1 : 0);
        });
    }

    @Test void watchesAFirstDeploymentThatIsBadToItsEnd() throws Exception {
        var first = new World(folder.resolve("first"));
        first.runtime.errorPercent.put(World.release(1).id(), 30);
        askAt(first, DeployState.WATCHING, Crashpoint.Moment.AFTER_ENTRY);

        var result = first.deploy(1);

        assertThat(result.halted()).isTrue();
        assertThat(result.cause()).isEqualTo(Cause.GATE);
        assertThat(result.reason()).contains("r1 is bad").contains("This was the first deployment");
    }

    @Test void saysThatThePreviousReleaseIsDeadToo() throws Exception {
        var world = world();
        askAt(world, DeployState.WATCHING, Crashpoint.Moment.AFTER_ENTRY);
        world.router.afterSend = () -> world.runtime.kill(World.release(2).id());

        var result = world.deploy(3);

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).startsWith("A stop was asked for in WATCHING").contains("does not run", "Users stay on r3");
        assertThat(world.liveRelease()).contains("r3");
    }

    @Test void beginsNothingAfterItFinishedWhatAnotherEngineLeft() throws Exception {
        var world = world();
        crashAt(world, DeployState.WATCHING, Crashpoint.Moment.AFTER_ENTRY);
        world.crashpoint = Crashpoint.NONE;
        world.stop.ask();

        var result = world.deploy(4);
        var rollback = world.engine().rollback();

        for (var nothing : List.of(result, rollback)) {
            assertThat(nothing.state()).isEmpty();
            assertThat(nothing.cause()).isEqualTo(Cause.STOPPED);
            assertThat(nothing.reason()).contains("Nothing was changed");
        }
        assertThat(world.runningReleases()).containsExactly("r2");
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void goesOnGoingBackWhenItIsKilledAfterTheStop() throws Exception {
        var world = world();
        askAt(world, DeployState.WATCHING, Crashpoint.Moment.AFTER_ENTRY);
        var asking = world.crashpoint;
        world.crashpoint = (moment, state) -> {
            asking.reached(moment, state);
            if (state == DeployState.ROLLING_BACK && moment == Crashpoint.Moment.AFTER_ENTRY) {
                throw new SimulatedCrash("going back");
            }
        };
        try {
            world.deploy(3);
        } catch (SimulatedCrash dead) {
            calm(world);
        }

        var result = world.resume();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.cause()).isEqualTo(Cause.STOPPED);
        assertThat(world.runningReleases()).containsExactly("r2");
    }

    /** With long pauses between two looks, and drains that take long. */
    private static DeploySettings slow() {
        var base = World.settings();
        return base.with(new DeploySettings.Health("/health", 3, Duration.ofSeconds(20), Duration.ofMinutes(5)))
                .with(new DeploySettings.Watch(Duration.ofMinutes(5), Duration.ofSeconds(20), 50, base.watch().checks()))
                .ending(Duration.ofSeconds(40), base.grace());
    }

    private DeployResult stoppedAfter(World world, DeployState state, Duration within) throws Exception {
        var entered = new Instant[1];
        asked = null;
        world.crashpoint = (moment, current) -> {
            if (current == state && moment == Crashpoint.Moment.AFTER_ENTRY) {
                entered[0] = world.time.instant();
            }
        };
        world.time.alsoWhilePassing(passed -> {
            if (asked == null && entered[0] != null && Duration.between(entered[0], world.time.instant()).compareTo(within) >= 0) {
                asked = world.time.instant();
                world.stop.ask();
            }
        });
        return world.engine().deploy(World.release(3), Path.of("image.tar"), slow());
    }

    @Test void doesNotWaitOutThePauseBetweenTwoHealthChecks() throws Exception {
        var world = world();
        world.runtime.unhealthy.add(World.release(3).id());

        var result = stoppedAfter(world, DeployState.CHECKING, Duration.ofSeconds(3));

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(Duration.between(asked, world.time.instant())).isLessThanOrEqualTo(QUICK);
    }

    @Test void doesNotWaitOutThePauseBetweenTwoLooksAtUsers() throws Exception {
        var world = world();

        var result = stoppedAfter(world, DeployState.WATCHING, Duration.ofSeconds(3));

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(Duration.between(asked, world.time.instant())).isLessThanOrEqualTo(QUICK);
    }

    @Test void leavesTheOldWayBackRunningWhenItIsStoppedWhileDrainingIt() throws Exception {
        var world = world();
        world.router.open.put(Slot.BLUE, 1L);

        var result = stoppedAfter(world, DeployState.PLANNED, Duration.ofSeconds(3));

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(Duration.between(asked, world.time.instant())).isLessThanOrEqualTo(QUICK);
        assertThat(world.runningReleases()).containsExactly("r1", "r2");
        calm(world);
        assertThat(world.engine().rollback().delivered()).isTrue();
    }

    @Test void drainsTheCandidateToTheEndBeforeItStopsIt() throws Exception {
        var world = world();
        world.router.afterSend = () -> world.router.open.put(Slot.BLUE, 1L);

        var result = stoppedAfter(world, DeployState.WATCHING, Duration.ofSeconds(3));

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(Duration.between(asked, world.time.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(world.runningReleases()).containsExactly("r2");
    }
}
