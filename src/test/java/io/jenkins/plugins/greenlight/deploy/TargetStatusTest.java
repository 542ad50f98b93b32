package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetStatusTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void anEmptyWorld() {
        world = new World(folder);
    }

    private TargetStatus status() throws Exception {
        return TargetStatus.of(world.target(world.store));
    }

    @Test void isWellWhereNothingWasDeployed() throws Exception {
        var status = status();

        assertThat(status.history().live()).isEmpty();
        assertThat(status.routed()).isEmpty();
        assertThat(status.problem()).isEmpty();
        assertThat(status.audit().length()).isZero();
        assertThat(status.lease()).isEmpty();
    }

    @Test void tellsWhoIsLiveAndWhoWas() throws Exception {
        world.deploy(1);
        world.deploy(2);

        var status = status();

        assertThat(status.history().live().map(History.Placed::toString)).contains("r2 in green");
        assertThat(status.history().previous().map(History.Placed::toString)).contains("r1 in blue");
        assertThat(status.routed()).contains(Slot.GREEN);
        assertThat(status.instances()).hasSize(2);
        assertThat(status.unfinished()).isEmpty();
        assertThat(status.lastMove().flatMap(JournalEntry::to)).contains(DeployState.LIVE);
        assertThat(status.problem()).isEmpty();
        assertThat(status.lease()).isEmpty();
    }

    @Test void saysThatTheRouterDoesNotAnswer() throws Exception {
        world.deploy(1);
        world.router.down = true;

        assertThat(status().problem()).contains("The router does not answer.");
        assertThat(status().routed()).isEmpty();
    }

    @Test void saysThatRouterAndJournalDiffer() throws Exception {
        world.deploy(1);
        world.router.live = Optional.of(Slot.GREEN);
        var moved = status().problem();
        world.router.live = Optional.empty();

        assertThat(moved.orElseThrow()).contains("sends users to green, the journal in", "says blue").contains("greenlight adopt");
        assertThat(status().problem().orElseThrow()).contains("sends users to nobody, the journal in", "says blue");
    }

    @Test void saysThatAnEmptyJournalKnowsNobody() throws Exception {
        world.router.live = Optional.of(Slot.GREEN);

        assertThat(status().problem().orElseThrow()).contains("says nobody is live");
    }

    @Test void tellsWhatADeadEngineLeftAndWhoHeldTheLease() throws Exception {
        world.deploy(1);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING) {
                throw new SimulatedCrash("in the middle");
            }
        };
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> world.deploy(2)).isInstanceOf(SimulatedCrash.class);

        var status = status();
        world.time.pause(Lease.TTL.plus(Duration.ofMillis(1)));

        assertThat(status.unfinished().flatMap(JournalEntry::to)).contains(DeployState.SWITCHING);
        assertThat(status.problem()).as("a move under way is no drift").isEmpty();
        assertThat(status.lease().map(Lease::epoch)).contains(2L);
        assertThat(status().lease()).as("its time is up").isEmpty();
    }

    @Test void saysHowTheLiveReleaseEnded() throws Exception {
        world.deploy(1);
        world.runtime.kill(World.release(1).id());
        world.runtime.exits.put("blue-1", "it was killed for want of memory (exit code 137)");
        var known = status().problem();
        world.runtime.forgetsExits = true;

        assertThat(known.orElseThrow()).startsWith(
                "r1 in blue is live and does not run; it was killed for want of memory (exit code 137): users get no answers.");
        assertThat(status().problem().orElseThrow()).startsWith("r1 in blue is live and does not run: users get no answers.");
    }

    @Test void saysEverythingThatIsWrongAtOnce() throws Exception {
        world.deploy(1);
        world.router.problem = Optional.of("A reload would move users.");
        world.runtime.kill(World.release(1).id());
        world.store.write(Audit.KEY, world.store.read(Audit.KEY).orElseThrow().version(), "{}");

        assertThat(status().problem().orElseThrow()).contains("does not run").contains("A reload would move users.").contains("audit in");
        assertThat(status().audit()).isEqualTo(new Audit.Head(0, ""));
        assertThat(status().attention()).isEqualTo(status().problem());
    }
}
