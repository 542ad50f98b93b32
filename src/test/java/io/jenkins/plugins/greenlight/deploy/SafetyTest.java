package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could leave users worse off than before, each as it once could. */
class SafetyTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void aWorldWithReleaseOneLive() throws Exception {
        world = new World(folder);
        assertThat(world.deploy(1).delivered()).isTrue();
    }

    private static DeploySettings settings(String health, List<String> smoke, Map<String, String> environment, Duration grace) {
        var base = World.settings();
        return base.with(new DeploySettings.Health(health, 3, Duration.ofMillis(100), Duration.ofSeconds(5))).asking(smoke)
                .with(ReleaseConfig.of(environment)).ending(base.drainTimeout(), grace);
    }

    private DeployResult deploy(int number, DeploySettings settings) throws Exception {
        return world.engine().deploy(World.release(number), Path.of("image.tar"), settings);
    }

    @Test void asksThePreviousReleaseWhatItWasDeployedWithAndNotWhatTheCandidateIs() throws Exception {
        world.runtime.missing.put(World.release(1).id(), Set.of("/ready"));
        world.runtime.errorPercent.put(World.release(2).id(), 50);

        var result = deploy(2, settings("/ready", List.of(), Map.of(), Duration.ofSeconds(1)));

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void goesBackWithThePreviousReleasesOwnSmokeTestsAndEnvironment() throws Exception {
        world.runtime.missing.put(World.release(1).id(), Set.of("/new"));
        deploy(2, settings("/health", List.of("GET /new"), Map.of("MODE", "two"), Duration.ofSeconds(1)));
        world.runtime.kill(World.release(1).id());

        var result = world.engine().rollback();

        assertThat(result.delivered()).isTrue();
        assertThat(world.runtime.started.get(2).environment()).isEqualTo(Map.of("MODE", "test"));
    }

    @Test void doesNotStopThePreviousReleaseBecauseARollbackToItFailed() throws Exception {
        world.deploy(2);
        world.runtime.unhealthy.add(World.release(1).id());

        var failed = world.engine().rollback();
        world.runtime.unhealthy.clear();
        var again = world.engine().rollback();

        assertThat(failed.state()).contains(DeployState.ABANDONED);
        assertThat(world.runtime.stopped).isEmpty();
        assertThat(again.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void startsAFreshInstanceWhenTheHotOneHasAnotherEnvironment() throws Exception {
        world.deploy(2);

        var result = deploy(1, settings("/health", List.of(), Map.of("MODE", "new"), Duration.ofSeconds(1)));

        assertThat(result.delivered()).isTrue();
        assertThat(world.runtime.started).hasSize(3);
        assertThat(world.runtime.started.get(2).environment()).isEqualTo(Map.of("MODE", "new"));
    }

    @Test void doesNotCallAReleaseLiveThatDoesNotRun() throws Exception {
        world.runtime.kill(World.release(1).id());

        var resumed = world.engine().resume();
        var status = TargetStatus.of(world.target(world.store));
        var deployed = world.deploy(1);

        assertThat(resumed.halted()).isTrue();
        assertThat(resumed.reason()).contains("r1 in blue is live and does not run");
        assertThat(status.problem()).get().asString().contains("does not run");
        assertThat(deployed.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void takesUsersBackWhenTheirRequestsHangThoughHealthAnswers() throws Exception {
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING) {
                world.users = false;
                world.runtime.hanging.put(World.release(2).id(), Set.of("/products"));
            }
        };

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
    }

    @Test void doesNotPromoteAReleaseThatStopsAnsweringAtTheVeryEnd() throws Exception {
        var watching = new java.time.Instant[1];
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                watching[0] = world.time.instant();
            }
        };
        world.time.alsoWhilePassing(passed -> {
            if (watching[0] != null && Duration.between(watching[0], world.time.instant()).toMillis() >= 4_750) {
                world.users = false;
                world.runtime.hanging.put(World.release(2).id(), Set.of("/products", "/health"));
            }
        });

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).contains("did not answer");
    }

    @Test void stopsAnInstanceWhoseGraceIsLongerThanALease() throws Exception {
        deploy(2, settings("/health", List.of(), Map.of(), Duration.ofMinutes(2)));

        var result = deploy(3, settings("/health", List.of(), Map.of(), Duration.ofMinutes(2)));

        assertThat(result.delivered()).isTrue();
        assertThat(world.runningReleases()).containsExactly("r2", "r3");
    }

    @Test void knowsWhoIsLiveAfterManyFailedBuilds() throws Exception {
        world.runtime.refusesStart = true;
        for (int build = 2; build < 62; build++) {
            assertThat(world.deploy(build).state()).contains(DeployState.ABANDONED);
        }
        world.runtime.refusesStart = false;

        assertThat(world.deploy(99).delivered()).isTrue();
    }

    @Test void keepsTheWayBackWhenAPersonAdoptsAfterAHalt() throws Exception {
        world.crashpoint = (moment, state) -> world.router.down |= state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY;
        var halted = world.deploy(2);
        world.crashpoint = Crashpoint.NONE;
        world.router.down = false;

        var adopted = world.engine().adopt("it is well");
        var resumed = world.engine().resume();
        var back = world.engine().rollback();

        assertThat(halted.halted()).isTrue();
        assertThat(halted.live()).as("not known while the router is silent").isEmpty();
        assertThat(adopted.live().map(History.Placed::toString)).contains("r2 in green");
        assertThat(adopted.previous().map(History.Placed::toString)).contains("r1 in blue");
        assertThat(resumed.delivered()).isTrue();
        assertThat(resumed.reason()).contains("was adopted");
        assertThat(back.delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void sendsNobodyToACandidateThatDiedWhileNoEngineLooked() throws Exception {
        var routes = new ArrayList<Optional<Slot>>();
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.SWITCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                throw new SimulatedCrash("switching");
            }
        };
        try {
            world.deploy(2);
        } catch (SimulatedCrash dead) {
            world.runtime.kill(World.release(2).id());
        }
        world.crashpoint = Crashpoint.NONE;
        world.router.afterSend = () -> routes.add(world.router.live);

        var result = world.engine().resume();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).contains("no user was moved");
        assertThat(routes).isEmpty();
    }

    /** An engine starts r2, is frozen until its lease is over, and wakes up after this. */
    private DeployResult frozenAfterTheStart(Callable<?> meanwhile) throws Exception {
        world.runtime.afterStart = () -> {
            world.runtime.afterStart = () -> { };
            world.time.pause(Lease.TTL.plusSeconds(1));
            try {
                meanwhile.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        return world.deploy(2);
    }

    @Test void leavesWhatItStartedToWhoeverTookTheLeaseMeanwhile() throws Exception {
        var stale = frozenAfterTheStart(() -> {
            world.leaseHeldBy("ben");
            return null;
        });
        world.time.pause(Lease.TTL.plusSeconds(1));
        var resumed = world.resume();

        assertThat(stale.cause()).isEqualTo(Cause.BLOCKED);
        assertThat(resumed.delivered()).isTrue();
        assertThat(world.runtime.started).as("found running, not started again").hasSize(2);
        assertThat(world.runningReleases()).containsExactly("r1", "r2");
    }

    @Test void doesNotStopWhatAnotherEngineMadeLiveMeanwhile() throws Exception {
        var stale = frozenAfterTheStart(() -> world.engine().resume());

        assertThat(stale.cause()).isEqualTo(Cause.BLOCKED);
        assertThat(world.runtime.stopped).isEmpty();
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void startsNothingWhereUsersAre() throws Exception {
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.STARTING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                world.router.live = Optional.of(Slot.GREEN); // by hand
            }
        };

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("The router sends users to green, so nothing there was started");
        assertThat(world.runningReleases()).containsExactly("r1");
    }

    @Test void saysThatItRolledBackEvenWhenTheCandidateDoesNotStop() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.runtime.refusesStop = true;

        var result = world.deploy(2);
        world.runtime.refusesStop = false;
        var resumed = world.engine().resume();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).contains("Not all was cleaned up");
        assertThat(resumed.state()).contains(DeployState.ROLLED_BACK);
        assertThat(world.runningReleases()).containsExactly("r1");
    }

    @Test void beginsNothingNewWhileTheLastIsNotCleanedUp() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.runtime.refusesStop = true;
        world.deploy(2);

        var next = world.deploy(3);

        assertThat(next.state()).contains(DeployState.ROLLED_BACK);
        assertThat(world.runtime.started).extracting(Runtime.Spec::release).doesNotContain(World.release(3).id());
    }

    @Test void treatsAFaultOfItsOwnAsAFault() throws Exception {
        world.runtime.afterStart = () -> {
            throw new IllegalArgumentException("planted");
        };

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("the engine stumbled").contains("planted");
        assertThat(world.runningReleases()).containsExactly("r1");
    }

    @Test void blamesTheReleaseThatEndsBeforeItIsSeenRunning() throws Exception {
        world.runtime.endsAtOnce = true;

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.cause()).isEqualTo(Cause.GATE);
        assertThat(result.reason()).contains("r2 died at once").contains("exit code 3");
    }

    @Test void doesNotCallItAHaltWhenSomebodyElseTookTheLeaseBeforeItBegan() throws Exception {
        world.router.beforeFence = () -> {
            world.router.beforeFence = () -> { };
            world.router.epoch = 99;
        };

        var late = world.deploy(2);

        assertThat(late.state()).isEmpty();
        assertThat(late.cause()).isEqualTo(Cause.BLOCKED);
        assertThat(world.runningReleases()).containsExactly("r1");
    }

    @Test void keepsTheAuditGoingWhenTheJournalWasMovedAside() throws Exception {
        var before = new Audit(world.store).head().length();
        Files.delete(folder.resolve("journal.json"));

        assertThat(world.deploy(2).halted()).isTrue();
        world.engine().adopt("the journal was damaged");
        world.deploy(2);

        assertThat(new Audit(world.store).head().length()).isGreaterThan(before + 8);
        assertThat(new Audit(world.store).problem()).isEmpty();
    }

    @Test void doesNotTakeAnOldEpochWhenTheLeaseWasMovedAside() throws Exception {
        world.deploy(2);
        Files.delete(folder.resolve("lease.json"));

        assertThat(world.deploy(3).delivered()).isTrue();
    }

    @Test void letsAFirstDeploymentBeTriedAgainWhenItNeverHadAUser(@TempDir Path other) throws Exception {
        var fresh = new World(other);
        fresh.crashpoint = (moment, state) -> {
            if (state == DeployState.SWITCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                fresh.runtime.kill(World.release(1).id());
            }
        };
        var halted = fresh.deploy(1);
        fresh.crashpoint = Crashpoint.NONE;

        var result = fresh.deploy(2);

        assertThat(halted.halted()).isTrue();
        assertThat(result.delivered()).isTrue();
    }
}
