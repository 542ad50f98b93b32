package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose ending {@code resume} tells whoever asks for one run. */
class ClaimTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void anEmptyWorld() {
        world = new World(folder);
    }

    private DeployResult deploy(int number, String run) throws Exception {
        return new Deployer(world.target(world.store), run).deploy(World.release(number), Path.of("image.tar"), World.settings());
    }

    private DeployResult resume(String run) throws Exception {
        return new Deployer(world.target(world.store)).resume(run);
    }

    /** The engine dies just there. */
    private void killedAt(Crashpoint.Moment at, DeployState in, int number, String run) {
        world.crashpoint = (moment, state) -> {
            if (moment == at && state == in) {
                throw new SimulatedCrash(in + " " + at);
            }
        };
        assertThatThrownBy(() -> deploy(number, run)).isInstanceOf(SimulatedCrash.class);
        world.crashpoint = Crashpoint.NONE;
    }

    @Test void claimsNothingForARunThatDiedBeforeItsFirstEntry() throws Exception {
        deploy(1, "one");
        killedAt(Crashpoint.Moment.BEFORE_ENTRY, DeployState.PLANNED, 2, "two");

        var result = resume("two");

        assertThat(result.state()).isEmpty();
        assertThat(result.cause()).isEqualTo(Cause.FAULT);
        assertThat(result.reason()).isEqualTo("Run two began no deployment to production; live is r1 in blue, and nothing of that is"
                + " this run's. Expected its deployment to be the last. Deliver again.");
        assertThat(result.entries()).isEmpty();
        assertThat(result.live().map(History.Placed::toString)).contains("r1 in blue");
        assertThat(resume("one").delivered()).isTrue();
        assertThat(world.resume().delivered()).as("who asks for no run is told the last").isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = DeployState.class, names = {"PLANNED", "STARTING", "SWITCHING", "WATCHING", "LIVE"})
    void finishesAndTellsTheRunsOwn(DeployState at) throws Exception {
        deploy(1, "one");
        killedAt(Crashpoint.Moment.AFTER_ENTRY, at, 2, "two");

        var result = resume("two");

        assertThat(result.delivered()).isTrue();
        assertThat(result.entries()).first().satisfies(planned -> assertThat(planned.facts()).containsEntry("run", "two"));
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void finishesWhatAnotherRunLeftAndDoesNotClaimIt() throws Exception {
        deploy(1, "one");
        killedAt(Crashpoint.Moment.AFTER_ENTRY, DeployState.WATCHING, 2, "two");

        var result = resume("three");

        assertThat(result.state()).isEmpty();
        assertThat(result.reason()).startsWith("Run three began no deployment to production; live is r2 in green");
        assertThat(world.liveRelease()).as("users are not left unwatched").contains("r2");
        assertThat(Journal.open(world.store).unfinished()).isEmpty();
    }

    @Test void tellsARollbackOfAnotherRunToNobodyElse() throws Exception {
        deploy(1, "one");
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        deploy(2, "two");

        assertThat(resume("three").state()).isEmpty();
        assertThat(resume("two").state()).contains(DeployState.ROLLED_BACK);
    }

    @Test void saysWhatTheRunCameToWhenAnotherOvertookIt() throws Exception {
        deploy(1, "one");
        deploy(2, "two");

        var result = resume("one");

        assertThat(result.state()).isEmpty();
        assertThat(result.reason()).startsWith("Run one began production-1, which came to LIVE and is not the last any more; live is r2 in green");
    }

    @Test void claimsNothingThatAPersonHasAdoptedSince() throws Exception {
        deploy(1, "one");
        world.engine().adopt("to be sure");

        assertThat(resume("one").state()).isEmpty();
        assertThat(resume("one").reason()).contains("is not the last any more; live is r1 in blue");
    }

    @Test void callsForAPersonWhosesoeverTheHaltIs() throws Exception {
        deploy(1, "one");
        world.router.live = Optional.of(Slot.GREEN);

        var result = resume("two");

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).startsWith("Run two began no deployment to production; live is r1 in blue")
                .contains("A person must look: The router sends users to green, the journal in").endsWith("greenlight adopt");
    }

    @Test void saysThatNobodyIsLiveWhereNothingWasEverDeployed() throws Exception {
        assertThat(resume("one").reason()).startsWith("Run one began no deployment to production; nobody is live.");
    }

    @Test void knowsARollbackByTheRunThatAskedForIt() throws Exception {
        deploy(1, "one");
        deploy(2, "two");
        new Deployer(world.target(world.store), "back").rollback();

        assertThat(resume("back").delivered()).isTrue();
        assertThat(resume("two").state()).isEmpty();
    }

    @Test void knowsTheLastOfSeveralThatOneRunBegan() throws Exception {
        deploy(1, "one");
        deploy(2, "one");

        assertThat(resume("one").delivered()).isTrue();
        assertThat(resume("one").live().map(History.Placed::toString)).contains("r2 in green");
    }
}
