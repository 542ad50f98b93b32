package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.FenceLostException;
import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever lost the lease moves nobody, whatever happens between. */
class HaproxyFenceTest {
    private static final int RACES = Integer.getInteger("greenlight.races", 50);

    private enum Moment { BEFORE_THE_FIRST_COMMIT, AFTER_THE_FIRST_COMMIT }

    private enum Reload { NONE, BEFORE, AFTER }

    private HaproxyFixture haproxy;

    @BeforeEach void start(@TempDir Path folder) throws IOException, InterruptedException {
        haproxy = new HaproxyFixture(folder);
    }

    @AfterEach void end() throws IOException {
        if (haproxy != null) {
            haproxy.close();
        }
    }

    static List<Arguments> cases() {
        var cases = new ArrayList<Arguments>();
        for (var moment : Moment.values()) {
            for (var wayBack : new boolean[] {false, true}) {
                for (var reload : Reload.values()) {
                    cases.add(Arguments.of(moment, wayBack, reload));
                }
            }
        }
        return cases;
    }

    /** The old holder paused before its switch, or after it and before its way back; the reload comes before or after the new
     *  holder's fence. Before the new holder's first commit means: it has prepared and the old one comes first. */
    @ParameterizedTest
    @MethodSource("cases")
    void neverLetsAStaleHolderWin(Moment moment, boolean wayBack, Reload reload) throws Exception {
        haproxy.holder(1).send(Slot.BLUE, false, 1);
        var stale = haproxy.holder(2);
        if (wayBack) {
            stale.send(Slot.GREEN, true, 2);
        }
        var stalesWish = wayBack ? Slot.BLUE : Slot.GREEN;
        var wanted = stalesWish.other();
        var newer = haproxy.router();

        if (reload == Reload.BEFORE) {
            haproxy.reload();
        }
        newer.prepare();
        if (moment == Moment.BEFORE_THE_FIRST_COMMIT) {
            attempt(stale, stalesWish);
        }
        newer.fence(3);
        var kept = newer.route();
        if (reload == Reload.AFTER) {
            haproxy.reload();
        }
        assertThatThrownBy(() -> stale.send(stalesWish, false, 2)).isInstanceOfAny(StaleEpochException.class,
                FenceLostException.class);
        assertThat(newer.route()).isEqualTo(kept);
        assertThat(haproxy.rows()).hasSize(1);

        sendWithAFreshFence(newer, wanted, 3);
        assertThatThrownBy(() -> stale.send(stalesWish, false, 2)).isInstanceOfAny(StaleEpochException.class,
                FenceLostException.class);

        haproxy.assertLive("shop-production-" + wanted.word());
    }

    /** Its lease was read by the newer one, and not yet taken: it may still write, or finds the reload. */
    private void attempt(HaproxyRouter stale, Slot wish) throws IOException, InterruptedException {
        try {
            stale.send(wish, false, 2);
            assertThat(haproxy.router().route().live()).contains(wish);
        } catch (FenceLostException e) {
            assertThat(e).hasMessageContaining("reloaded or restarted");
        }
    }

    private static void sendWithAFreshFence(HaproxyRouter router, Slot slot, long epoch) throws IOException,
            InterruptedException {
        try {
            router.send(slot, false, epoch);
        } catch (FenceLostException e) {
            router.prepare();
            router.fence(epoch + 1);
            router.send(slot, false, epoch + 1);
        }
    }

    /** The numbers begin again: without asking whom one speaks to, an old one would empty the new holder's map. */
    @Test void isNotTakenInByTheSameNumbersAfterAReload() throws Exception {
        haproxy.holder(1).send(Slot.BLUE, false, 1);
        haproxy.reload();
        var stale = haproxy.holder(2);
        haproxy.reload();
        var newer = haproxy.holder(3);

        assertThatThrownBy(() -> stale.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class)
                .hasMessageContaining("reloaded or restarted");

        haproxy.assertLive("shop-production-blue");
        newer.send(Slot.GREEN, false, 3);
        haproxy.assertLive("shop-production-green");
    }

    @Test void refusesEveryNumberHandedOutBeforeTheFence() throws Exception {
        var stale = haproxy.router();
        stale.prepare();
        haproxy.holder(2).fence(2);

        try (var session = haproxy.session()) {
            var map = new LiveMap(session, haproxy.site.map());
            for (long version = 1; version <= 4; version++) {
                long old = version;
                assertThatThrownBy(() -> map.commit(old)).isInstanceOf(RefusedException.class).hasMessageContaining("out of"
                        + " range");
            }
        }
        haproxy.assertLive("shop-production-nobody");
    }

    @Tag("slow")
    @Test void neverLetsAStaleHolderWinARace() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        haproxy.holder(1).send(Slot.BLUE, false, 1);
        try {
            for (int race = 0; race < RACES; race++) {
                race(pool::submit, 10L * race + 10, race % 2 == 0);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private interface Starter {
        Future<Boolean> start(Callable<Boolean> work);
    }

    /** Both write at once; in half of the races the stale one is let go first. */
    private void race(Starter pool, long epoch, boolean staleFirst) throws Exception {
        var stale = haproxy.holder(epoch);
        var live = stale.route().live().orElseThrow();
        var newer = haproxy.router();
        newer.prepare();
        var go = new CountDownLatch(1);
        var first = new CountDownLatch(staleFirst ? 1 : 0);
        var lost = pool.start(() -> {
            go.await();
            first.countDown();
            return refused(() -> stale.send(live.other(), false, epoch));
        });
        var won = pool.start(() -> {
            go.await();
            first.await();
            newer.fence(epoch + 1);
            newer.send(live, false, epoch + 1);
            return true;
        });
        go.countDown();
        assertThat(won.get()).isTrue();
        boolean tooLate = lost.get();

        assertThat(refused(() -> stale.send(live.other(), false, epoch))).as("refused afterwards; in the race: " + tooLate)
                .isTrue();
        haproxy.assertLive("shop-production-" + live.word());
    }

    private interface Write {
        void go() throws IOException, InterruptedException;
    }

    private static boolean refused(Write write) throws IOException, InterruptedException {
        try {
            write.go();
            return false;
        } catch (StaleEpochException | FenceLostException e) {
            return true;
        }
    }
}
