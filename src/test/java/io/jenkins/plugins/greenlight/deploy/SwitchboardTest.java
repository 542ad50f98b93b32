package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users are moved, and known to be moved, or it is said that they were not; nothing is stopped in between. */
class SwitchboardTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Holder CLEO = new Holder("cleo", "elsewhere", 3, 30);

    private final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());
    private LeaseKeeper lease;
    private Logbook log;
    private Switchboard switchboard;
    private Retirement retirement;

    @BeforeEach void oneIsLiveInBlueAndAnotherRunsInGreen() throws Exception {
        world.deploy(1);
        world.deploy(2);
        world.deploy(1);
        world.router.live = Optional.of(Slot.BLUE);
        var target = world.target(world.store);
        lease = LeaseKeeper.take(world.store, target.holder(), world.time, holder -> true, 100, () -> { });
        var journal = Journal.open(world.store);
        journal.claim(lease.epoch());
        world.router.fence(lease.epoch());
        log = new Logbook(target, lease, journal, "d");
        switchboard = new Switchboard(target, log);
        retirement = new Retirement(target, log);
    }

    @AfterEach void nobodyBeatsAnyMore() {
        lease.abandon();
    }

    private void cleoTakesTheLease() {
        try {
            LeaseKeeper.take(world.store, CLEO, world.time, holder -> true, 0, () -> { }).abandon();
        } catch (IOException | InterruptedException | LeaseHeldException e) {
            throw new AssertionError(e);
        }
    }

    private void retireGreen(Duration drain, Duration grace) throws Exception {
        retirement.of(Slot.GREEN, instance -> false, drain, grace, () -> false);
    }

    @Test void movesNobodyOnceTheLeaseIsLost() {
        world.time.pause(Lease.TTL);
        cleoTakesTheLease();

        assertThatThrownBy(() -> switchboard.send(Slot.GREEN, true)).isInstanceOf(LeaseLostException.class);

        assertThat(world.router.live).contains(Slot.BLUE);
    }

    @Test void doesNotBelieveARouterThatTookTheSwitchAndStillSendsUsersElsewhere() {
        world.router.afterSend = () -> world.router.live = Optional.of(Slot.BLUE);
        var begun = world.time.instant();

        assertThatThrownBy(() -> switchboard.send(Slot.GREEN, true)).isInstanceOf(IOException.class)
                .hasMessage("The router took the switch to green and still sends users to blue");

        assertThat(Duration.between(begun, world.time.instant())).isEqualTo(Switchboard.PATIENCE);
    }

    @Test void writesAtOnceToARouterThatItFencedAnew() throws Exception {
        world.router.forgetsFences = 1;
        var begun = world.time.instant();

        switchboard.send(Slot.GREEN, true);

        assertThat(world.router.live).contains(Slot.GREEN);
        assertThat(world.router.epoch).isEqualTo(lease.epoch()).isEqualTo(102);
        assertThat(world.time.instant()).isEqualTo(begun);
    }

    @Test void waitsForARouterThatIsAwayForAMomentAndNotForEver() throws Exception {
        world.router.down = true;
        world.time.in(Switchboard.PATIENCE.minusMillis(1), () -> world.router.down = false);
        assertThat(switchboard.live()).contains(Slot.BLUE);

        world.router.down = true;
        var begun = world.time.instant();

        assertThatThrownBy(() -> switchboard.live()).isInstanceOf(IOException.class).hasMessage("The router does not answer.");
        assertThat(Duration.between(begun, world.time.instant())).isEqualTo(Switchboard.PATIENCE);
    }

    @Test void endsTheTrialOfWhoeverHasTheUsers() throws Exception {
        switchboard.send(Slot.GREEN, true);
        assertThat(world.router.onTrial).isTrue();

        switchboard.settle(Slot.GREEN);

        assertThat(world.router.onTrial).isFalse();
        assertThat(world.router.live).contains(Slot.GREEN);
    }

    @Test void movesNobodyToEndATrialThatIsNotTheirs() throws Exception {
        switchboard.send(Slot.GREEN, true);

        switchboard.settle(Slot.BLUE);

        assertThat(world.router.live).contains(Slot.GREEN);
        assertThat(world.router.onTrial).isTrue();
    }

    @Test void writesNothingWhereThereIsNoTrialToEnd() throws Exception {
        world.router.deaf = true;

        switchboard.settle(Slot.BLUE);

        assertThat(world.router.live).contains(Slot.BLUE);
    }

    @Test void doesNotEvenAnnounceAStopWhereUsersAre() throws Exception {
        var before = log.journal().last();

        assertThatThrownBy(() -> retirement.of(Slot.BLUE, instance -> false, GRACE, GRACE, () -> false)).isInstanceOf(IOException.class)
                .hasMessageContaining("The router sends users to blue, so nothing there was stopped.");

        assertThat(log.journal().last()).isEqualTo(before);
        assertThat(world.runtime.stopped).isEmpty();
    }

    @Test void writesDownWhatItStoppedByItsName() throws Exception {
        retireGreen(Duration.ZERO, GRACE);

        assertThat(world.runtime.stopped).containsExactly("green-2");
        assertThat(log.journal().of("d")).extracting(JournalEntry::headline).containsExactly(
                "RETIRING: green-2 has no users; stopping it", "RETIRED: green-2 is gone");
    }

    @Test void stopsNothingWhenTheLeaseWasTakenWhileItDrained() {
        world.router.open.put(Slot.GREEN, 1L);
        world.time.in(Lease.TTL, this::cleoTakesTheLease);

        assertThatThrownBy(() -> retireGreen(Lease.TTL, GRACE)).isInstanceOf(LeaseLostException.class);

        assertThat(world.runtime.stopped).isEmpty();
    }

    @Test void wantsAsMuchOfTheLeaseAsTheGraceMayTake() throws Exception {
        world.router.open.put(Slot.GREEN, 1L);
        var taken = world.time.instant();

        retireGreen(Lease.TTL.minus(GRACE).minusMillis(100), GRACE);

        assertThat(Lease.in(world.store).orElseThrow().heartbeat()).as("it had a tenth of a second more than that").isEqualTo(taken);
    }

    @Test void renewsTheLeaseWhenTheGraceMayTakeAllThatIsLeft() throws Exception {
        world.router.open.put(Slot.GREEN, 1L);

        retireGreen(Lease.TTL.minus(GRACE), GRACE);

        assertThat(Lease.in(world.store).orElseThrow().heartbeat()).isEqualTo(world.time.instant());
    }

    @Test void endsADrainWithTheLastRequestAndNotBefore() throws Exception {
        world.router.open.put(Slot.GREEN, 1L);
        world.time.in(Duration.ofMillis(950), () -> world.router.open.put(Slot.GREEN, 0L));
        var begun = world.time.instant();

        retireGreen(GRACE, GRACE);

        assertThat(Duration.between(begun, world.time.instant())).isEqualTo(Duration.ofSeconds(1));
    }
}
