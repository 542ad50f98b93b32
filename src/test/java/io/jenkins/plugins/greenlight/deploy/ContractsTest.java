package io.jenkins.plugins.greenlight.deploy;

import static io.jenkins.plugins.greenlight.deploy.Migration.Step.CONTRACT;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.EXPAND;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be undone runs when the release that needed it is gone, once, and nothing older comes back after it. */
class ContractsTest {
    @TempDir Path folder;
    private World world;
    private MemorySchema schema;

    /** r1 of level 1, then r2 of level 2; nothing was contracted. */
    @BeforeEach void twoLevels() throws Exception {
        world = new World(folder);
        schema = world.schema;
        assertThat(world.deploy(1, MemorySchema.migration("1", EXPAND)).delivered()).isTrue();
        assertThat(world.deploy(2, level("2")).delivered()).isTrue();
        schema.ran.clear();
    }

    private static Migration level(String level) {
        return MemorySchema.migration(level, EXPAND, CONTRACT);
    }

    private List<String> running() {
        return world.runtime.running.values().stream().map(instance -> instance.release().value()).toList();
    }

    @Test void runsWhenThePreviousReleaseIsGoneAndBeforeTheNextExpands() throws Exception {
        schema.meanwhile = () -> assertThat(running()).containsExactly("r2");

        assertThat(world.deploy(3, level("3")).delivered()).isTrue();

        assertThat(schema.ran).containsExactly("contract 2", "expand 3");
    }

    @Test void runsWhenThePreviousReleaseIsRetired() throws Exception {
        schema.meanwhile = () -> assertThat(running()).containsExactly("r2");

        assertThat(world.engine().retire().delivered()).isTrue();

        assertThat(schema.ran).containsExactly("contract 2");
        assertThat(world.deploy(3, level("3")).delivered()).isTrue();
        assertThat(schema.ran).containsExactly("contract 2", "expand 3");
        assertThat(Chronicle.of(world.store).events()).extracting(Chronicle.Event::reason).contains("contract of level 2 is done");
    }

    @Test void oneThatFailsAtRetireIsTold() throws Exception {
        schema.fails.put(CONTRACT, 1);

        var result = world.engine().retire();

        assertThat(result.delivered()).isFalse();
        assertThat(result.reason()).contains("r1 in blue was retired", "r2 stays live", "nobody can say how far it came", "greenlight adopt");
        assertThat(world.engine().retire().reason()).contains("nobody can say how far it came");
        assertThat(schema.ran).containsExactly("contract 2");
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void doesNotRunWhileThePreviousReleaseRuns() throws Exception {
        world.runtime.refusesStop = true;

        assertThat(world.deploy(3, level("3")).state()).contains(DeployState.ABANDONED);

        assertThat(schema.ran).isEmpty();
    }

    @Test void doesNotRunWhenAStopLeavesThePreviousReleaseRunning() throws Exception {
        world.router.open.put(Slot.BLUE, 1L);
        world.time.alsoWhilePassing(passed -> world.stop.ask());

        assertThat(world.deploy(3, level("3")).cause()).isEqualTo(Cause.STOPPED);

        assertThat(schema.ran).isEmpty();
        assertThat(world.runningReleases()).containsExactly("r1", "r2");
    }

    @Test void doesNotBeginAfterAStopWasAskedFor() throws Exception {
        world.runtime.afterStop = () -> world.stop.ask();

        assertThat(world.deploy(3, level("3")).cause()).isEqualTo(Cause.STOPPED);

        assertThat(schema.ran).isEmpty();
        assertThat(world.runningReleases()).containsExactly("r2");
    }

    @Test void doesNotRunWhileAnotherReleaseStillRuns() throws Exception {
        var journal = Journal.open(world.store);
        var lease = LeaseKeeper.take(world.store, new Holder("test", "here", 9, 9), world.time, holder -> false, 0, () -> { });
        journal.claim(lease.epoch());

        assertThat(new Contracts(world.target(world.store), new Logbook(world.target(world.store), lease, journal, "retire"))
                .settle(Optional.empty())).isEmpty();

        assertThat(schema.ran).isEmpty();
        lease.abandon();
    }

    @Test void runsOnceForALevel() throws Exception {
        world.runtime.unhealthy.add(World.release(3).id());
        world.deploy(3, level("3"));

        world.deploy(4, level("4"));

        assertThat(schema.ran).containsExactly("contract 2", "expand 3", "expand 4");
    }

    @Test void isNotRunForAReleaseThatComesBack() throws Exception {
        assertThat(world.engine().rollback().delivered()).isTrue();
        world.runtime.kill(World.release(2).id());

        assertThat(world.engine().rollback().delivered()).isTrue();

        assertThat(schema.ran).isEmpty();
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void isNotRunBeforeADeploymentOfAnOlderLevel() throws Exception {
        assertThat(world.deploy(3, MemorySchema.migration("1", EXPAND)).delivered()).isTrue();

        assertThat(schema.ran).isEmpty();
    }

    @Test void afterwardsNothingOlderIsDeployed() throws Exception {
        world.runtime.unhealthy.add(World.release(3).id());
        world.deploy(3, level("3"));
        schema.ran.clear();

        var result = world.deploy(4, MemorySchema.migration("1", EXPAND));

        assertThat(result.state()).isEmpty();
        assertThat(result.reason()).contains("r4 needs the schema at level 1", "taken away by the contract of level 2",
                "The way is forward: deploy a release of level 2 or newer", "r2 in green is one and is live");
        assertThat(schema.ran).isEmpty();
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void afterwardsNothingOlderIsRolledBackTo() throws Exception {
        world.runtime.kill(World.release(1).id());
        world.runtime.refusesStart = true;
        world.deploy(3, level("3"));
        assertThat(History.of(Journal.open(world.store).entries()).previous()).isPresent();

        var result = world.engine().rollback();

        assertThat(result.state()).isEmpty();
        assertThat(result.reason()).contains("r1 needs the schema at level 1", "The way is forward");
        assertThat(world.runningReleases()).containsExactly("r2");
    }

    @Test void aReleaseFromBeforeLevelsIsNotRolledBackToEither() throws Exception {
        var other = new World(folder.resolve("other"));
        other.deploy(1);
        other.deploy(2, level("2"));
        other.runtime.kill(World.release(1).id());
        other.runtime.refusesStart = true;
        other.deploy(3, level("3"));
        other.runtime.refusesStart = false;

        assertThat(other.engine().rollback().reason()).contains("r1 needs the schema as it was before levels were given");
        assertThat(other.deploy(4).delivered()).as("one without levels that is new says nothing of what it needs").isTrue();
    }

    @Test void oneThatFailedAndIsNotDoneBlocksAndIsTriedAgain() throws Exception {
        var own = new World(folder.resolve("own"));
        own.deploy(1, MemorySchema.migration("1", EXPAND));
        own.deploy(2, MemorySchema.migration("2", EXPAND, CONTRACT, STATUS));
        own.schema.fails.put(CONTRACT, 1);

        var result = own.deploy(3, level("3"));

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("r2 stays live", "nothing new begins before its contract is settled", "contract broke",
                "it is tried again first");
        own.schema.fails.clear();
        assertThat(own.deploy(3, level("3")).delivered()).isTrue();
        assertThat(own.schema.applied).contains("contract 2");
        assertThat(own.schema.repeated).isZero();
    }

    @Test void oneOfWhichNobodyKnowsBlocksUntilAPersonHasLooked() throws Exception {
        schema.fails.put(CONTRACT, 1);

        assertThat(world.deploy(3, level("3")).reason()).contains("nobody can say how far it came", "It is not tried again", "greenlight adopt");
        schema.fails.clear();
        assertThat(world.deploy(3, level("3")).state()).contains(DeployState.ABANDONED);
        world.engine().adopt("contracted by hand");

        assertThat(world.deploy(3, level("3")).delivered()).isTrue();
        assertThat(schema.ran).containsExactly("contract 2", "expand 3");
        assertThat(world.engine().rollback().delivered()).as("back to level 2, which was contracted").isTrue();
    }

    @Test void anEngineKilledInItAsksBeforeItRunsItAgain() throws Exception {
        schema.diesAfter = CONTRACT;
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> world.deploy(3, level("3")));

        var result = world.resume();

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("there is no migration.status to ask");
        assertThat(schema.ran).containsExactly("contract 2");
    }

    @Tag("slow")
    @Test void nobodyForgetsAContractHoweverManyDeploymentsFollow() throws Exception {
        world.runtime.unhealthy.add(World.release(3).id());
        for (int i = 0; i < 60; i++) {
            world.deploy(3, level("3"));
        }

        assertThat(schema.ran).containsOnlyOnce("contract 2");
        assertThat(world.deploy(4, MemorySchema.migration("1", EXPAND)).reason()).contains("The way is forward");
    }

    @Test void withoutAContractNothingIsLeftBehind() throws Exception {
        var journal = Journal.open(world.store);

        assertThat(Contracts.refusal(journal, World.release(1), "1", Optional.empty())).isEmpty();
        assertThat(new SchemaHistory(journal.entries()).olderThan("2")).containsExactly("1");
        assertThat(new SchemaHistory(journal.entries()).olderThan("1")).isEmpty();
    }
}
