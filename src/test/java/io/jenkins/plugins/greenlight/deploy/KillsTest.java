package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every legal move, killed at every moment, resumed: one live release, the right one, and nothing left over. */
@Tag("slow")
class KillsTest {
    private record Move(DeployState from, DeployState to) { }

    /** What makes a deployment of r3 over the live r2 (r1 kept hot in the other slot) take just this move. */
    private enum Scenario {
        GOOD, SLOT_NOT_FREE, NO_START, UNHEALTHY, DEAF_ROUTER, SILENT_ROUTER, BAD, SILENT_WHILE_WATCHING, BAD_AND_NO_WAY_BACK,
        MIGRATION_FAILS, MIGRATION_UNKNOWN;

        void set(World world) {
            var candidate = World.release(3).id();
            switch (this) {
                case GOOD -> { }
                case SLOT_NOT_FREE -> world.runtime.refusesStop = true;
                case NO_START -> world.runtime.refusesStart = true;
                case UNHEALTHY -> world.runtime.unhealthy.add(candidate);
                case DEAF_ROUTER -> world.router.deaf = true;
                case SILENT_ROUTER, SILENT_WHILE_WATCHING -> { }
                case BAD -> world.runtime.errorPercent.put(candidate, 30);
                case BAD_AND_NO_WAY_BACK -> world.runtime.errorPercent.put(candidate, 30);
                case MIGRATION_FAILS, MIGRATION_UNKNOWN -> world.schema.fails.put(Migration.Step.EXPAND, 1);
            }
        }

        DeploySettings settings() {
            return switch (this) {
                case MIGRATION_FAILS -> World.settings().with(MemorySchema.migration("2", Migration.Step.EXPAND, Migration.Step.STATUS));
                case MIGRATION_UNKNOWN -> World.settings().with(MemorySchema.migration("2", Migration.Step.EXPAND));
                case GOOD, SLOT_NOT_FREE, NO_START, UNHEALTHY, DEAF_ROUTER, SILENT_ROUTER, BAD, SILENT_WHILE_WATCHING,
                        BAD_AND_NO_WAY_BACK -> World.settings();
            };
        }

        /** What happens to the world on the way. */
        void on(World world, Crashpoint.Moment moment, DeployState state) {
            boolean entered = moment == Crashpoint.Moment.AFTER_ENTRY;
            switch (this) {
                case SILENT_ROUTER -> world.router.down |= entered && state == DeployState.SWITCHING;
                case SILENT_WHILE_WATCHING -> world.router.down |= entered && state == DeployState.WATCHING;
                case BAD_AND_NO_WAY_BACK -> {
                    if (entered && state == DeployState.WATCHING) {
                        world.runtime.kill(World.release(2).id());
                    }
                }
                case GOOD, SLOT_NOT_FREE, NO_START, UNHEALTHY, DEAF_ROUTER, BAD, MIGRATION_FAILS, MIGRATION_UNKNOWN -> { }
            }
        }
    }

    private static final Map<Move, Scenario> SCENARIOS = new LinkedHashMap<>();
    /** Legal, and taken only once there are approvals. */
    private static final Set<Move> LATER = Set.of(new Move(DeployState.CHECKING, DeployState.AWAITING_APPROVAL),
            new Move(DeployState.AWAITING_APPROVAL, DeployState.SWITCHING), new Move(DeployState.AWAITING_APPROVAL, DeployState.ABANDONED));

    static {
        add(Scenario.GOOD, DeployState.PLANNED, DeployState.MIGRATING, DeployState.STARTING, DeployState.CHECKING,
                DeployState.SWITCHING, DeployState.WATCHING, DeployState.LIVE);
        add(Scenario.SLOT_NOT_FREE, DeployState.PLANNED, DeployState.ABANDONED);
        add(Scenario.MIGRATION_FAILS, DeployState.MIGRATING, DeployState.ABANDONED);
        add(Scenario.MIGRATION_UNKNOWN, DeployState.MIGRATING, DeployState.HALTED);
        add(Scenario.NO_START, DeployState.STARTING, DeployState.ABANDONED);
        add(Scenario.UNHEALTHY, DeployState.CHECKING, DeployState.ABANDONED);
        add(Scenario.DEAF_ROUTER, DeployState.SWITCHING, DeployState.ROLLING_BACK);
        add(Scenario.SILENT_ROUTER, DeployState.SWITCHING, DeployState.HALTED);
        add(Scenario.BAD, DeployState.WATCHING, DeployState.ROLLING_BACK, DeployState.ROLLED_BACK);
        add(Scenario.SILENT_WHILE_WATCHING, DeployState.WATCHING, DeployState.HALTED);
        add(Scenario.BAD_AND_NO_WAY_BACK, DeployState.ROLLING_BACK, DeployState.HALTED);
    }

    private static void add(Scenario scenario, DeployState... path) {
        for (int i = 1; i < path.length; i++) {
            SCENARIOS.put(new Move(path[i - 1], path[i]), scenario);
        }
    }

    @TempDir Path folder;
    private int worlds;

    @Test void everyLegalMoveIsKilledOrNamedAsComingLater() {
        var legal = new ArrayList<Move>();
        for (var from : DeployState.values()) {
            from.next().forEach(to -> legal.add(new Move(from, to)));
        }

        assertThat(legal).hasSize(20);
        assertThat(Stream.concat(SCENARIOS.keySet().stream(), LATER.stream())).containsExactlyInAnyOrderElementsOf(legal);
    }

    @TestFactory Stream<DynamicTest> killedAroundEveryMove() {
        var tests = new ArrayList<DynamicTest>();
        for (var from : DeployState.values()) {
            for (var to : EnumSet.copyOf(from.next().isEmpty() ? Set.of(from) : from.next())) {
                var scenario = SCENARIOS.get(new Move(from, to));
                if (scenario != null) {
                    for (var moment : Crashpoint.Moment.values()) {
                        tests.add(DynamicTest.dynamicTest(from + " to " + to + ", " + moment, () -> kill(scenario, to, moment)));
                    }
                    tests.add(DynamicTest.dynamicTest(from + " to " + to + ", reply lost", () -> loseReply(scenario, to)));
                }
            }
        }
        for (var moment : Crashpoint.Moment.values()) {
            tests.add(DynamicTest.dynamicTest("to PLANNED, " + moment, () -> kill(Scenario.GOOD, DeployState.PLANNED, moment)));
        }
        tests.add(DynamicTest.dynamicTest("to PLANNED, reply lost", () -> loseReply(Scenario.GOOD, DeployState.PLANNED)));
        return tests.stream();
    }

    private void kill(Scenario scenario, DeployState at, Crashpoint.Moment when) throws Exception {
        var world = world(scenario);
        world.crashpoint = (moment, state) -> {
            scenario.on(world, moment, state);
            if (state == at && moment == when) {
                throw new SimulatedCrash(at + " " + when);
            }
        };
        var crashed = crash(world, world.store, scenario);

        assertThat(crashed).as("the engine came to " + at + " " + when).isTrue();
        resumeAndLook(world, scenario);
    }

    /** The act is done, its reply never arrives: the world has moved, the engine is dead. */
    private void loseReply(Scenario scenario, DeployState of) throws Exception {
        var world = world(scenario);
        var current = new DeployState[1];
        world.crashpoint = (moment, state) -> {
            scenario.on(world, moment, state);
            current[0] = moment == Crashpoint.Moment.AFTER_ENTRY ? state : null;
        };
        Runnable die = () -> {
            if (current[0] == of) {
                throw new SimulatedCrash("reply lost in " + of);
            }
        };
        world.runtime.afterStart = die;
        world.runtime.afterStop = die;
        world.router.afterSend = die;
        boolean inAct = crash(world, world.store, scenario);
        if (!inAct) {
            // This state's act changes nothing in the world: the reply that can be lost is the journal's.
            var other = world(scenario);
            other.crashpoint = (moment, state) -> scenario.on(other, moment, state);
            assertThat(crash(other, new LosesReply(other.store, of), scenario)).as("the journal's reply in " + of + " was lost").isTrue();
            resumeAndLook(other, scenario);
            return;
        }
        resumeAndLook(world, scenario);
    }

    private World world(Scenario scenario) throws Exception {
        worlds++;
        var world = newWorld(folder.resolve("world" + worlds));
        assertThat(world.deploy(1).delivered()).isTrue();
        assertThat(world.deploy(2).delivered()).isTrue();
        scenario.set(world);
        return world;
    }

    World newWorld(Path place) {
        return new World(place);
    }

    /** Somebody brings what was left to its end. @return that end */
    DeployState goOn(World world) throws Exception {
        return world.engine().resume().state().orElseThrow();
    }

    private static boolean crash(World world, StateStore store, Scenario scenario) throws Exception {
        try {
            new Deployer(world.target(store)).deploy(World.release(3), Path.of("image.tar"), scenario.settings());
            return false;
        } catch (SimulatedCrash dead) {
            return true;
        }
    }

    private void resumeAndLook(World world, Scenario scenario) throws Exception {
        world.router.down = false;
        world.router.afterSend = () -> { };
        world.runtime.afterStart = () -> { };
        world.runtime.afterStop = () -> { };
        world.runtime.refusesStop = false;
        var movesBefore = moves(world);
        boolean begun = movesBefore.stream().anyMatch(e -> e.release().id().equals(World.release(3).id()));
        world.crashpoint = Crashpoint.NONE;

        var end = goOn(world);
        var again = world.engine().resume();

        assertThat(again.state()).as("resumed twice").contains(end);
        assertThat(world.router.route().live()).isPresent();
        assertThat(Journal.open(world.store).unfinished()).isEmpty();
        assertThat(new Audit(world.store).problem()).isEmpty();
        if (!begun) {
            assertThat(world.liveRelease()).contains("r2");
            assertThat(world.runningReleases()).doesNotContain("r3");
            return;
        }
        assertThat(ends(scenario, movesBefore)).contains(end);
        lookAfter(world, scenario, end);
        assertThat(TargetStatus.of(world.target(world.store)).lease()).isEmpty();
    }

    private static void lookAfter(World world, Scenario scenario, DeployState end) {
        switch (end) {
            case LIVE -> {
                assertThat(world.liveRelease()).contains("r3");
                assertThat(world.runningReleases()).containsExactly("r2", "r3");
            }
            case ABANDONED -> {
                assertThat(world.liveRelease()).contains("r2");
                assertThat(world.runningReleases()).isSubsetOf("r1", "r2").contains("r2");
            }
            case ROLLED_BACK -> {
                assertThat(world.liveRelease()).contains("r2");
                assertThat(world.runningReleases()).containsExactly("r2");
            }
            case HALTED -> {
                assertThat(world.liveRelease()).as("users stay on one release").isPresent().get().asString().doesNotContain(",");
                assertThat(world.runtime.stopped).as("nobody that serves was stopped").doesNotContain("blue-3", "green-2");
            }
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, SWITCHING, WATCHING, ROLLING_BACK ->
                    throw new AssertionError(scenario + " ended in " + end);
        }
    }

    /** Where it may end: as the scenario has it; what was only silent or in the way for a while is overcome by resuming. */
    private static Set<DeployState> ends(Scenario scenario, List<JournalEntry> before) {
        var last = before.get(before.size() - 1).to().orElseThrow();
        if (last.isEnd() || last == DeployState.ROLLING_BACK && scenario != Scenario.BAD_AND_NO_WAY_BACK) {
            return last.isEnd() ? Set.of(last) : Set.of(DeployState.ROLLED_BACK);
        }
        return switch (scenario) {
            case GOOD, SLOT_NOT_FREE, SILENT_ROUTER, SILENT_WHILE_WATCHING -> Set.of(DeployState.LIVE);
            case NO_START, UNHEALTHY, MIGRATION_FAILS -> Set.of(DeployState.ABANDONED);
            case DEAF_ROUTER, BAD -> Set.of(DeployState.ROLLED_BACK);
            case BAD_AND_NO_WAY_BACK, MIGRATION_UNKNOWN -> Set.of(DeployState.HALTED);
        };
    }

    private static List<JournalEntry> moves(World world) throws IOException {
        return Journal.open(world.store).entries().stream().filter(e -> e.kind() == JournalEntry.Kind.MOVE).toList();
    }

    /** Writes the journal's entry of one state and dies before it can say so. */
    private record LosesReply(StateStore real, DeployState of) implements StateStore {
        @Override public Optional<Versioned> read(String key) throws IOException {
            return real.read(key);
        }

        @Override public long write(String key, long expected, String text) throws IOException {
            long version = real.write(key, expected, text);
            if (key.equals(Journal.KEY)) {
                var last = Journal.open(real).last().orElseThrow();
                if (last.release().id().equals(World.release(3).id()) && last.enters(of)) {
                    throw new SimulatedCrash("the journal's reply for " + of);
                }
            }
            return version;
        }

        @Override public String location() {
            return real.location();
        }
    }
}
