package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void anEmptyWorld() {
        world = new World(folder);
    }

    private void byHand(String name, int release, Slot slot) {
        world.runtime.running.put(name, new Runtime.Instance(name, World.release(release).id(), World.release(release).digest(), slot, 0,
                URI.create("http://127.0.0.1:81/")));
    }

    @Test void hasNothingToAdoptWhereNobodyIsServed() throws Exception {
        var result = world.engine().adopt("why not");

        assertThat(result.state()).isEmpty();
        assertThat(result.cause()).isEqualTo(Cause.UNMEASURED);
        assertThat(result.reason()).contains("sends users to nobody").contains("Deploy a release.");
    }

    @Test void adoptsNeitherNoneNorTwo() throws Exception {
        world.router.live = Optional.of(Slot.BLUE);
        var none = world.engine().adopt("none");
        byHand("one", 1, Slot.BLUE);
        byHand("two", 1, Slot.BLUE);

        var two = world.engine().adopt("two");

        assertThat(none.halted()).isTrue();
        assertThat(none.reason()).contains("0 instances run. Expected one.");
        assertThat(two.halted()).isTrue();
        assertThat(two.reason()).contains("2 instances run. Expected one.");
    }

    @Test void adoptsAStrangerWithoutACommit() throws Exception {
        world.router.live = Optional.of(Slot.GREEN);
        byHand("one", 5, Slot.GREEN);

        var result = world.engine().adopt("started at night");

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).isEqualTo("r5 in green was adopted: started at night");
        assertThat(result.live().orElseThrow().release().commit()).isEmpty();
    }

    @Test void knowsAReleaseAgainThatItDeployedOnce() throws Exception {
        world.deploy(1);
        world.deploy(2);
        world.router.live = Optional.of(Slot.BLUE);

        var result = world.engine().adopt("moved back by hand");

        assertThat(result.live().orElseThrow().release().commit()).isEqualTo("commit1");
        assertThat(result.previous().map(History.Placed::toString)).as("what still runs is the way back").contains("r2 in green");
    }

    @Test void tellsAfterwardsThatTheAdoptedReleaseIsLive() throws Exception {
        world.router.live = Optional.of(Slot.GREEN);
        byHand("one", 5, Slot.GREEN);
        world.engine().adopt("started at night");

        var result = world.engine().resume();

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).isEqualTo("r5 in green was adopted, and nothing was deployed since");
    }

    @Test void takesNobodyForTheWayBackWhoNeverWasLive() throws Exception {
        world.deploy(1);
        world.runtime.unhealthy.add(World.release(2).id());
        world.runtime.refusesStop = true;
        assertThat(world.deploy(2).state()).contains(DeployState.ABANDONED);

        var result = world.engine().adopt("r1 it is");

        assertThat(world.runningReleases()).containsExactly("r1", "r2");
        assertThat(result.previous()).isEmpty();
    }

    @Test void takesAnAdoptedReleaseForTheWayBackWhenThatStillRuns() throws Exception {
        world.router.live = Optional.of(Slot.GREEN);
        byHand("one", 5, Slot.GREEN);
        world.engine().adopt("started at night");
        world.router.live = Optional.of(Slot.BLUE);
        byHand("two", 6, Slot.BLUE);

        var result = world.engine().adopt("started in the morning");

        assertThat(result.previous().map(History.Placed::toString)).contains("r5 in green");
    }

    @Test void doesNotTakeAnotherImageOfTheSameNameForTheWayBack() throws Exception {
        world.deploy(1);
        world.deploy(2);
        world.runtime.running.values().removeIf(instance -> instance.slot() == Slot.BLUE);
        world.runtime.running.put("other", new Runtime.Instance("other", World.release(1).id(), World.release(7).digest(), Slot.BLUE, 0,
                URI.create("http://127.0.0.1:81/")));

        assertThat(world.engine().adopt("to be sure").previous()).isEmpty();
    }
}
