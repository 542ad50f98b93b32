package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void aWorldWithReleaseOneLive() throws Exception {
        world = new World(folder);
        assertThat(world.deploy(1).state()).contains(DeployState.LIVE);
    }

    @Test void saysBeforeTheFirstDeploymentThatThereIsNoWayBack() {
        assertThat(world.said).anyMatch(line -> line.startsWith("WARN") && line.contains("no way back"));
    }

    @Test void makesAGoodReleaseLiveAndKeepsThePreviousHot() throws Exception {
        var result = world.deploy(2);

        assertThat(result.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r2");
        assertThat(world.runningReleases()).containsExactly("r1", "r2");
        assertThat(result.live().map(History.Placed::toString)).contains("r2 in green");
        assertThat(result.previous().map(History.Placed::toString)).contains("r1 in blue");
        assertThat(result.entries().stream().flatMap(e -> e.to().stream()).map(Enum::name)).containsExactly("PLANNED", "MIGRATING",
                "STARTING", "CHECKING", "SWITCHING", "WATCHING", "LIVE", "LIVE");
    }

    @Test void retiresThePreviousOnlyWhenItsSlotIsNeeded() throws Exception {
        world.deploy(2);

        world.deploy(3);

        assertThat(world.runningReleases()).containsExactly("r2", "r3");
        assertThat(world.runtime.stopped).containsExactly("blue-1");
    }

    @Test void abandonsAnUnhealthyCandidateThatNeverHadAUser() throws Exception {
        world.runtime.unhealthy.add(World.release(2).id());

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.cause()).isEqualTo(Cause.GATE);
        assertThat(result.reason()).contains("not healthy within 5 s").contains("last line of green-2");
        assertThat(world.runningReleases()).containsExactly("r1");
    }

    @Test void abandonsACandidateThatDiesAtOnceWithoutWaitingForTheDeadline() throws Exception {
        world.runtime.dyingAtOnce.add(World.release(2).id());
        var before = world.time.instant();

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("died at once").contains("last line of green-2");
        assertThat(Duration.between(before, world.time.instant())).isLessThan(Duration.ofSeconds(1));
    }

    @Test void rollsBackAReleaseThatTurnsBadUnderUsers() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        var before = world.time.instant();

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).contains("r2 is bad: errors ").contains("required < 2.00 %");
        assertThat(world.liveRelease()).contains("r1");
        assertThat(world.runningReleases()).containsExactly("r1");
        assertThat(Duration.between(before, world.time.instant())).isLessThan(Duration.ofSeconds(3));
    }

    @Test void rollsBackAReleaseThatTurnsBadAfterALongGoodTime() throws Exception {
        var settings = new DeploySettings.Watch(Duration.ofSeconds(60), Duration.ofMillis(250), 50, World.settings().watch().checks());
        world.crashpoint = (moment, state) -> { };
        var turned = world.time.instant().plusSeconds(30);
        world.time.whilePassing(passed -> {
            boolean bad = world.time.instant().isAfter(turned) && world.router.live.equals(Optional.of(Slot.GREEN));
            world.router.live.ifPresent(slot -> world.router.count(slot, bad ? 45 : 50, bad ? 5 : 0, 0));
        });
        var base = World.settings();

        var result = world.engine().deploy(World.release(2), Path.of("image.tar"), base.with(settings));

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(Duration.between(turned, world.time.instant())).isLessThan(Duration.ofSeconds(4));
    }

    @Test void rollsBackWhenTheCandidateDiesUnderUsers() throws Exception {
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                world.runtime.kill(World.release(2).id());
            }
        };

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void keepsUsersWhereTheyAreWhenPreviousIsDeadToo() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING) {
                world.runtime.kill(World.release(1).id());
            }
        };

        var result = world.deploy(2);

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).contains("r1 in blue does not run");
        assertThat(result.live().map(History.Placed::toString)).as("whom the router serves").contains("r2 in green");
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void haltsWhenAFirstDeploymentTurnsBad(@TempDir Path other) throws Exception {
        var fresh = new World(other);
        fresh.runtime.errorPercent.put(World.release(1).id(), 30);

        var result = fresh.deploy(1);

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).contains("no way back");
        assertThat(fresh.liveRelease()).contains("r1");
    }

    @Test void fillsTooFewUsersWithProbesAndSaysSo() throws Exception {
        world.users = false;

        var result = world.deploy(2);

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).contains("of them our probes");
    }

    @Test void neverPromotesWithoutEnoughEvidence() throws Exception {
        world.users = false;

        var result = world.engine().deploy(World.release(2), Path.of("image.tar"), World.settings("errors < 2%", "requests >= 100000"));

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void rollsBackWhenTheRouterDoesNotTakeTheSwitch() throws Exception {
        world.router.deaf = true;

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).contains("no user was moved");
        assertThat(world.runningReleases()).containsExactly("r1");
    }

    @Test void doesNothingWhenTheReleaseIsLiveAlready() throws Exception {
        var result = world.deploy(1);

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).contains("already live");
        assertThat(world.runtime.stopped).isEmpty();
    }

    @Test void goesBackInOneWord() throws Exception {
        world.deploy(2);

        var result = world.engine().rollback();

        assertThat(result.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r1");
        assertThat(result.previous().map(History.Placed::toString)).contains("r2 in green");
    }

    @Test void startsThePreviousReleaseAgainWhenItHasDied() throws Exception {
        world.deploy(2);
        world.runtime.kill(World.release(1).id());

        var result = world.engine().rollback();

        assertThat(result.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void cannotGoBackFromTheFirstRelease() throws Exception {
        var result = world.engine().rollback();

        assertThat(result.state()).isEmpty();
        assertThat(result.reason()).contains("no previous release").contains("r1 in blue is live");
    }

    @Test void refusesToGuessWhenTheRouterIsLiveAndTheJournalEmpty(@TempDir Path other) throws Exception {
        var stranger = new World(other);
        stranger.router.live = Optional.of(Slot.GREEN);

        var result = stranger.deploy(2);

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).contains("greenlight adopt");
        assertThat(stranger.router.live).contains(Slot.GREEN);
    }

    @Test void goesOnAfterAPersonAdoptedWhatIsLive() throws Exception {
        world.router.live = Optional.of(Slot.GREEN);
        world.runtime.running.put("by-hand", new Runtime.Instance("by-hand", World.release(7).id(), World.release(7).digest(),
                Slot.GREEN, 0, java.net.URI.create("http://127.0.0.1:82/")));
        assertThat(world.deploy(2).halted()).isTrue();

        var adopted = world.engine().adopt("moved by hand at night");
        var result = world.deploy(2);

        assertThat(adopted.live().map(History.Placed::toString)).contains("r7 in green");
        assertThat(result.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void refusesEverythingAfterAHaltUntilAPersonHasLooked() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING) {
                world.runtime.kill(World.release(1).id());
            }
        };
        world.deploy(2);
        world.crashpoint = Crashpoint.NONE;

        var refused = world.deploy(3);
        world.engine().adopt("r2 it is");
        var result = world.deploy(3);

        assertThat(refused.halted()).isTrue();
        assertThat(refused.reason()).contains("HALTED");
        assertThat(result.delivered()).isTrue();
    }

    @Test void leavesTheWorldToWhoeverTookTheLeaseOver() throws Exception {
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.SWITCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                world.crashpoint = Crashpoint.NONE;
                try {
                    world.engine().resume();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        };

        var stale = world.deploy(2);

        assertThat(stale.state()).isEmpty();
        assertThat(stale.cause()).isEqualTo(Cause.BLOCKED);
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void turnsASecondDeploymentAwayAndNamesTheHolder() throws Exception {
        var busy = world.target(world.store);
        LeaseKeeper.take(world.store, new Holder("anna", "elsewhere", 4711, 1), world.time, holder -> true, 0, () -> { });

        assertThatThrownBy(() -> new Deployer(busy).deploy(World.release(2), Path.of("image.tar"), World.settings()))
                .isInstanceOf(LeaseHeldException.class).hasMessageContaining("anna (process 4711 on elsewhere)");
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void stopsNothingThatTheRouterPointsAt() throws Exception {
        world.deploy(2);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.PLANNED && moment == Crashpoint.Moment.AFTER_ENTRY) {
                world.router.live = Optional.of(Slot.BLUE);
            }
        };

        var result = world.deploy(3);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("so nothing there was stopped");
        assertThat(world.runtime.stopped).isEmpty();
        assertThat(world.liveRelease()).contains("r1");
    }
}
