package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Guard.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Holder ELSEWHERE = new Holder("anna", "elsewhere", 4711, 1);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());
    private final StopSignal stop = new StopSignal();
    private final List<Instant> looks = new ArrayList<>();
    private Predicate<Holder> alive = holder -> true;
    private Optional<Exception> broken = Optional.empty();

    @BeforeEach void aLiveRelease() throws Exception {
        world.deploy(1);
        world.said.clear();
    }

    private Guard guard() {
        return new Guard(awake -> {
            looks.add(world.time.instant());
            if (broken.isPresent()) {
                throw broken.get();
            }
            return as(new Holder("guard", "here", 1, 1), alive);
        }, world.log(), world.time, stop);
    }

    private Target as(Holder holder, Predicate<Holder> others) {
        var target = world.target(world.store);
        return new Target(target.app(), target.environment(), target.runtime(), target.router(), target.store(), target.ports(),
                holder,
                others, target.crashpoint(), target.stop());
    }

    /** Dies in WATCHING, on another machine. */
    private void engineDiesElsewhere() {
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                throw new SimulatedCrash("in WATCHING");
            }
        };
        var engine = new Deployer(as(ELSEWHERE, holder -> true));
        assertThatThrownBy(() -> engine.deploy(World.release(2), Path.of("image.tar"), World.settings()))
                .isInstanceOf(SimulatedCrash.class);
        world.crashpoint = Crashpoint.NONE;
        world.said.clear();
    }

    private void watchFor(Duration duration, Runnable during) throws Exception {
        var end = world.time.instant().plus(duration);
        world.time.alsoWhilePassing(passed -> {
            during.run();
            if (!world.time.instant().isBefore(end)) {
                stop.ask();
            }
        });
        guard().watch(EVERY);
    }

    @Test void saysNothingWhileAllIsWell() throws Exception {
        watchFor(Duration.ofMinutes(5), () -> { });

        assertThat(world.said).isEmpty();
        assertThat(looks).hasSize(30);
    }

    @Test void leavesALeaseThatSomebodyAliveHolds() throws Exception {
        engineDiesElsewhere();
        long epoch = Lease.in(world.store).orElseThrow().epoch();

        var look = guard().look();

        assertThat(look.finding()).isEqualTo(Finding.UNDER_WAY);
        assertThat(Lease.in(world.store).orElseThrow()).satisfies(lease -> {
            assertThat(lease.holder()).isEqualTo(ELSEWHERE);
            assertThat(lease.epoch()).isEqualTo(epoch);
        });
        assertThat(world.said).containsExactly("guard: production-2 is under way, by anna (process 4711 on elsewhere)");
    }

    @Test void goesOnOnceTheLeaseOfAnotherHostHasRunOut() throws Exception {
        engineDiesElsewhere();
        var died = world.time.instant();
        var taken = new ArrayList<Instant>();
        world.crashpoint = (moment, state) -> {
            if (taken.isEmpty()) {
                taken.add(world.time.instant());
            }
        };

        watchFor(Duration.ofSeconds(90), () -> { });

        assertThat(world.liveRelease()).contains("r2");
        assertThat(Journal.open(world.store).unfinished()).isEmpty();
        assertThat(Duration.between(died, taken.get(0))).isBetween(Lease.TTL, Lease.TTL.plusSeconds(30));
        assertThat(world.said)
                .contains("WARN guard: production-2, in WATCHING, is unfinished and nobody is at it: going on with it")
                .anyMatch(line -> line.startsWith("guard: LIVE: "));
    }

    @Test void goesOnAtOnceWhenTheHolderIsDeadOnThisHost() throws Exception {
        engineDiesElsewhere();
        var lease = Lease.in(world.store).orElseThrow();
        var here = new Lease(lease.epoch(), new Holder("anna", "here", 4711, 1), lease.heartbeat(), false);
        world.store.write(LeaseKeeper.KEY, world.store.read(LeaseKeeper.KEY).orElseThrow().version(), here.json());
        alive = holder -> false;

        assertThat(guard().look().finding()).isEqualTo(Finding.BROUGHT_TO_AN_END);
        assertThat(guard().look().finding()).isEqualTo(Finding.WELL);
    }

    @Test void bringsABadCandidatesUsersBack() throws Exception {
        engineDiesElsewhere();
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.time.pause(Lease.TTL);

        var look = guard().look();

        assertThat(look.result().flatMap(DeployResult::state)).contains(DeployState.ROLLED_BACK);
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void warnsOfALeaseThatAWrongClockKeepsAlive() throws Exception {
        engineDiesElsewhere();
        var lease = Lease.in(world.store).orElseThrow();
        world.store.write(LeaseKeeper.KEY, world.store.read(LeaseKeeper.KEY).orElseThrow().version(),
                new Lease(lease.epoch(), lease.holder(), world.time.instant().plus(Duration.ofHours(1)), false).json());

        watchFor(Duration.ofMinutes(2), () -> { });

        assertThat(world.said.stream().filter(line -> line.contains("ahead of the clock here"))).hasSize(1)
                .allMatch(line -> line.contains("greenlight unlock"));
        assertThat(Journal.open(world.store).unfinished()).isPresent();
    }

    @Test void saysOnceThatTheStoreIsAwayAndGoesOnWhenItIsBack() throws Exception {
        engineDiesElsewhere();
        world.store.gone = true;
        var back = world.time.instant().plusSeconds(300);

        watchFor(Duration.ofSeconds(400), () -> world.store.gone = world.time.instant().isBefore(back));

        assertThat(world.said.stream().filter(line -> line.contains("The state folder cannot be read."))).hasSize(1);
        assertThat(looks.size()).as("it looks less often while nothing answers").isLessThan(26);
        assertThat(world.liveRelease()).contains("r2");
        assertThat(Journal.open(world.store).unfinished()).isEmpty();
    }

    @Test void saysOnceThatTheRouterIsAwayAndGoesOnWhenItIsBack() throws Exception {
        engineDiesElsewhere();
        world.router.down = true;
        var back = world.time.instant().plusSeconds(300);

        watchFor(Duration.ofSeconds(400), () -> world.router.down = world.time.instant().isBefore(back));

        assertThat(world.said.stream().filter(line -> line.contains("The router does not answer."))).hasSize(1);
        assertThat(world.liveRelease()).contains("r2");
        assertThat(Journal.open(world.store).unfinished()).isEmpty();
    }

    @Test void survivesWhateverItStumblesOver() throws Exception {
        broken = Optional.of(new IllegalStateException("no such thing"));

        watchFor(Duration.ofMinutes(10), () -> { });

        assertThat(world.said).singleElement().asString().contains("stumbled").contains("no such thing");
    }

    @Test void saysOnceWhatOnlyAPersonCanSettleAndTouchesNothing() throws Exception {
        world.router.live = Optional.of(Slot.GREEN);
        var before = world.store.read(LeaseKeeper.KEY);
        var left = new Object() { boolean again; };

        watchFor(Duration.ofMinutes(5), () -> {
            if (!left.again && looks.size() > 10) {
                left.again = true;
                world.router.live = Optional.of(Slot.BLUE);
            }
        });

        assertThat(world.said).hasSize(2);
        assertThat(world.said.get(0)).startsWith("WARN guard: The router sends users to green");
        assertThat(world.said.get(1)).isEqualTo("guard: all is well");
        assertThat(world.store.read(LeaseKeeper.KEY)).isEqualTo(before);
    }

    @Test void warnsAfterAHalt() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.ROLLING_BACK) {
                world.runtime.kill(World.release(1).id());
            }
        };
        world.deploy(2);
        world.said.clear();

        assertThat(guard().look().finding()).isEqualTo(Finding.NEEDS_A_PERSON);
        assertThat(world.said).singleElement().asString()
                .startsWith("WARN guard: The last deployment, production-2, was HALTED: ");
    }

    @Test void triesAgainWhatCouldNotBeFinished() throws Exception {
        engineDiesElsewhere();
        world.time.pause(Lease.TTL);
        world.crashpoint = (moment, state) -> world.store.full = true;
        var guard = guard();

        var first = guard.look();
        world.crashpoint = Crashpoint.NONE;
        world.store.full = false;

        assertThat(first.finding()).isEqualTo(Finding.STILL_UNFINISHED);
        alive = holder -> false;
        assertThat(guard.look().finding()).isEqualTo(Finding.BROUGHT_TO_AN_END);
    }

    @Test void endsWhenItIsTold() throws Exception {
        stop.ask();

        guard().watch(EVERY);

        assertThat(looks).isEmpty();
    }

    @Test void failsALookThatCannotTell() {
        broken = Optional.of(new IOException("The disk is away."));

        assertThatThrownBy(() -> guard().look()).hasMessage("The disk is away.");
    }

    @Test void looksLessOftenTheMoreOftenItFails() {
        assertThat(Guard.between(EVERY, 0)).isEqualTo(EVERY);
        assertThat(Guard.between(EVERY, 1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Guard.between(EVERY, 2)).isEqualTo(Guard.LONGEST);
        assertThat(Guard.between(EVERY, 1_000_000)).isEqualTo(Guard.LONGEST);
    }
}
