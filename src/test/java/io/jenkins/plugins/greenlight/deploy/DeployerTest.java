package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployerTest {
    private static final Path ARCHIVE = Path.of("image.tar");

    @TempDir Path folder;
    private World world;

    @BeforeEach void anEmptyWorld() {
        world = new World(folder);
    }

    private static DeploySettings with(Map<String, String> environment) {
        return World.settings().with(ReleaseConfig.of(environment));
    }

    @Test void hasNothingToResumeWhereNothingWasEverDeployed() throws Exception {
        var result = world.engine().resume();

        assertThat(result.state()).isEmpty();
        assertThat(result.reason()).isEqualTo("Nothing was ever deployed to production.");
        assertThat(result.entries()).isEmpty();
        assertThat(world.runtime.running).isEmpty();
    }

    @Test void tellsTheEndAgainWhenNothingIsUnfinished() throws Exception {
        var deployed = world.deploy(1);

        var again = world.engine().resume();

        assertThat(again.state()).isEqualTo(deployed.state());
        assertThat(again.reason()).isEqualTo(deployed.reason());
        assertThat(again.entries()).extracting(JournalEntry::headline).isEqualTo(
                deployed.entries().stream().map(JournalEntry::headline).toList());
    }

    @Test void refusesTheNameOfTheLiveReleaseWithAnotherEnvironment() throws Exception {
        world.deploy(1);

        var result = world.engine().deploy(World.release(1), ARCHIVE, with(Map.of("MODE", "other")));

        assertThat(result.state()).isEmpty();
        assertThat(result.cause()).isEqualTo(Cause.FAULT);
        assertThat(result.reason()).contains("A release named r1 is live with another image or environment").contains("--release");
        assertThat(world.runningReleases()).containsExactly("r1");
    }

    @Test void refusesTheNameOfTheLiveReleaseWithAnotherImage() throws Exception {
        world.deploy(1);
        var other = new Release(World.release(1).id(), World.release(2).digest(), "commit2", "");

        var result = world.engine().deploy(other, ARCHIVE, World.settings());

        assertThat(result.cause()).isEqualTo(Cause.FAULT);
        assertThat(world.runtime.images).containsExactly(World.release(1).digest());
    }

    @Test void takesAnAdoptedReleaseForLiveWhateverItsEnvironment() throws Exception {
        world.deploy(1);
        world.router.live = java.util.Optional.of(Slot.GREEN);
        world.runtime.running.put("by-hand", new Runtime.Instance("by-hand", World.release(5).id(), World.release(5).digest(), Slot.GREEN,
                0, java.net.URI.create("http://127.0.0.1:82/")));
        world.engine().adopt("started at night");

        var result = world.engine().deploy(World.release(5), ARCHIVE, with(Map.of("MODE", "other")));

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).contains("already live");
    }

    @Test void beginsNothingWhileTheRouterDoesNotAnswer() {
        world.router.down = true;

        assertThatThrownBy(() -> world.deploy(1)).isInstanceOf(IOException.class).hasMessage("The router does not answer.");
        assertThat(world.runtime.running).isEmpty();
    }

    @Test void warnsThatTheLeaseRunsOutByItself() throws Exception {
        world.crashpoint = (moment, state) -> world.store.full |= state == DeployState.SWITCHING && moment == Crashpoint.Moment.AFTER_ENTRY;

        var result = world.deploy(1);

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).contains("No space left").contains("greenlight resume");
        assertThat(world.said).anyMatch(line -> line.contains("the lease could not be given back"));
    }
}
