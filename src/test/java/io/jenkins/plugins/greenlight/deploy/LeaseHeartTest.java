package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a lease is kept, and what its holder does when it cannot be. */
class LeaseHeartTest {
    private static final Holder ANNA = new Holder("anna", "host1", 1, 10);
    private static final Holder CLEO = new Holder("cleo", "host2", 3, 30);
    private static final Duration TEN = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final FullableStore store = new FullableStore(new MemoryStore());
    private LeaseKeeper lease;

    @BeforeEach void annaHoldsIt() throws Exception {
        lease = take(ANNA);
    }

    @AfterEach void nobodyBeatsAnyMore() {
        lease.abandon();
    }

    private LeaseKeeper take(Holder holder) throws Exception {
        return LeaseKeeper.take(store, holder, time, asked -> true, 0, () -> { });
    }

    private Lease stored() throws IOException {
        return Lease.in(store).orElseThrow();
    }

    /** Anna sleeps for longer than her lease; Cleo comes. */
    private void cleoTakesIt() throws Exception {
        time.pause(Lease.TTL);
        take(CLEO).abandon();
    }

    @Test void beatsWithoutBeingAsked() throws Exception {
        time.pause(TEN);

        lease.beatEvery(Duration.ofMillis(5));

        var deadline = Instant.now().plusSeconds(30);
        while (!stored().heartbeat().equals(time.instant()) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(stored()).isEqualTo(new Lease(1, ANNA, time.instant(), false));
    }

    @Test void keepsNoProcessFromEnding() {
        lease.beatEvery(Duration.ofMillis(5));

        assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> thread.getName().equals("lease")).isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test void isRenewedWhenJustWhatIsNeededIsLeft() throws Exception {
        time.pause(Lease.TTL.minus(TEN));

        lease.require(TEN);

        assertThat(stored().heartbeat()).isEqualTo(time.instant());
    }

    @Test void isLeftAloneWhileMoreIsLeftThanNeeded() throws Exception {
        var taken = time.instant();
        time.pause(Lease.TTL.minus(TEN).minusMillis(1));

        lease.require(TEN);

        assertThat(stored().heartbeat()).isEqualTo(taken);
    }

    @Test void lastsWhileTheDiskIsFullAndStopsTheWorkBeforeItsTimeIsUp() {
        store.full = true;
        time.pause(Lease.TTL.minus(TEN));

        assertThatCode(() -> lease.require(TEN.minusMillis(1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> lease.require(TEN)).isInstanceOf(LeaseLostException.class).hasMessageContaining("epoch 1 in memory");
        store.full = false;
        assertThatCode(() -> lease.require(TEN)).as("nobody took it: it goes on").doesNotThrowAnyException();
    }

    @Test void isRenewedUnderTheNextEpochAfterWhatMustComeFirst() throws Exception {
        var first = new AtomicInteger();

        lease.renew(() -> first.set((int) stored().epoch()));
        lease.renew(() -> { });

        assertThat(first).hasValue(1);
        assertThat(lease.epoch()).isEqualTo(3);
        assertThat(stored()).isEqualTo(new Lease(3, ANNA, time.instant(), false));
    }

    @Test void isNotRenewedOverWhoeverTookIt() throws Exception {
        var prepared = new AtomicInteger();
        cleoTakesIt();

        assertThatThrownBy(() -> lease.renew(prepared::incrementAndGet)).isInstanceOf(LeaseLostException.class);

        assertThat(prepared).hasValue(0);
        assertThat(stored().holder()).isEqualTo(CLEO);
    }

    @Test void isNotRenewedOverWhoeverTookItInTheMiddleOfThat() throws Exception {
        assertThatThrownBy(() -> lease.renew(() -> {
            var annas = store.read(LeaseKeeper.KEY).orElseThrow();
            store.write(LeaseKeeper.KEY, annas.version(), new Lease(2, CLEO, time.instant(), false).json());
        })).isInstanceOf(LeaseLostException.class).hasMessageContaining("no longer ours");

        assertThat(stored().holder()).isEqualTo(CLEO);
        assertThat(lease.epoch()).isEqualTo(1);
    }

    @Test void isLostForGoodOnceItWasLost() throws Exception {
        cleoTakesIt();
        assertThatThrownBy(() -> lease.require(Duration.ZERO)).isInstanceOf(LeaseLostException.class);

        time.leap(Lease.TTL.negated());

        assertThatThrownBy(() -> lease.require(Duration.ZERO)).as("a clock set back gives nothing back").isInstanceOf(LeaseLostException.class);
    }

    @Test void isTakenAfterWhatMustComeFirstAndNothingComesFirstForWhoIsTurnedAway() throws Exception {
        var prepared = new AtomicInteger();
        assertThatThrownBy(() -> LeaseKeeper.take(store, CLEO, time, asked -> true, 0, prepared::incrementAndGet))
                .isInstanceOf(LeaseHeldException.class);
        assertThat(prepared).hasValue(0);
        lease.close();

        LeaseKeeper.take(store, CLEO, time, asked -> true, 0, () -> prepared.set((int) stored().epoch())).abandon();

        assertThat(prepared).hasValue(1);
        assertThat(stored().epoch()).isEqualTo(2);
    }

    @Test void turnsAwayWhoeverIsOvertakenBetweenReadingAndTaking() throws Exception {
        lease.close();

        assertThatThrownBy(() -> LeaseKeeper.take(store, CLEO, time, asked -> true, 0, () -> {
            var annas = store.read(LeaseKeeper.KEY).orElseThrow();
            store.write(LeaseKeeper.KEY, annas.version(), new Lease(2, ANNA, time.instant(), false).json());
        })).isInstanceOf(LeaseHeldException.class).hasMessageContaining("anna").hasMessageContaining("epoch 2");
    }

    @Test void isGivenBackUnderItsOwnEpoch() throws Exception {
        lease.close();

        assertThat(stored()).isEqualTo(new Lease(1, ANNA, time.instant(), true));
    }
}
