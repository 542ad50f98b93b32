package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the router may answer for a release: never but while it is on trial. */
class TrialTest {
    @TempDir private Path folder;
    private World world;
    private final Map<DeployState, Boolean> armed = new EnumMap<>(DeployState.class);

    @BeforeEach void begin() {
        world = new World(folder);
        world.crashpoint = (moment, state) -> {
            if (moment == Crashpoint.Moment.AFTER_ENTRY) {
                armed.put(state, world.router.onTrial);
            }
        };
    }

    @Test void isArmedFromTheSwitchUntilTheReleaseIsLive() throws Exception {
        world.deploy(1);
        armed.clear();

        assertThat(world.deploy(2).state()).contains(DeployState.LIVE);

        assertThat(armed).containsEntry(DeployState.CHECKING, false).containsEntry(DeployState.SWITCHING, false)
                .containsEntry(DeployState.WATCHING, true).containsEntry(DeployState.LIVE, true);
        assertThat(world.router.onTrial).as("at its end").isFalse();
    }

    @Test void isDisarmedWhenUsersAreTakenBack() throws Exception {
        world.deploy(1);
        world.runtime.errorPercent.put(World.release(2).id(), 50);

        assertThat(world.deploy(2).state()).contains(DeployState.ROLLED_BACK);

        assertThat(armed).containsEntry(DeployState.ROLLING_BACK, true).containsEntry(DeployState.ROLLED_BACK, false);
        assertThat(world.router.onTrial).isFalse();
    }

    @Test void isNeverArmedForAFirstReleaseWithNobodyBehindIt() throws Exception {
        world.deploy(1);

        assertThat(armed).containsEntry(DeployState.WATCHING, false);
    }

    @Test void isDisarmedByWhoGoesOnAfterAKillAtLive() throws Exception {
        world.deploy(1);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.LIVE && moment == Crashpoint.Moment.AFTER_ENTRY) {
                throw new SimulatedCrash("at LIVE");
            }
        };
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> world.deploy(2));
        assertThat(world.router.onTrial).isTrue();
        world.crashpoint = Crashpoint.NONE;

        assertThat(world.resume().state()).contains(DeployState.LIVE);

        assertThat(world.router.onTrial).isFalse();
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void movesNobodyWhenSomebodyElseDidJustThen() throws Exception {
        world.deploy(1);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.LIVE && moment == Crashpoint.Moment.AFTER_ENTRY) {
                world.router.live = Optional.of(Slot.BLUE);
            }
        };

        world.deploy(2);

        assertThat(world.router.live).contains(Slot.BLUE);
    }

    @Test void endsWhenAPersonAdoptsWhatAHaltLeftOnTrial() throws Exception {
        world.deploy(1);
        world.deploy(2);
        world.router.onTrial = true;

        assertThat(world.engine().adopt("looked").delivered()).isTrue();

        assertThat(world.router.onTrial).isFalse();
        assertThat(world.router.live).contains(Slot.GREEN);
    }
}
