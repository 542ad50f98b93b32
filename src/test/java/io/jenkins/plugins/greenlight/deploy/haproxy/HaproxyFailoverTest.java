package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.haproxy.TinyRelease.Mood;
import io.jenkins.plugins.greenlight.deploy.process.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Green is on trial or live, blue is the release before. */
@Tag("slow")
class HaproxyFailoverTest {
    @TempDir Path folder;
    private HaproxyFixture haproxy;

    @AfterEach void end() throws IOException {
        if (haproxy != null) {
            haproxy.close();
        }
    }

    private HaproxyRouter green(boolean onTrial) throws IOException, InterruptedException {
        haproxy = new HaproxyFixture(folder);
        var router = haproxy.holder(1);
        router.send(Slot.BLUE, false, 1);
        router.send(Slot.GREEN, onTrial, 1);
        return router;
    }

    private void awaitGreen(HaproxyRouter router, Counters expected) throws IOException, InterruptedException {
        HaproxyFixture.await(() -> router.counters(Slot.GREEN).open() == 0 && router.counters(Slot.GREEN)
                .total() >= expected.total());
        assertThat(router.counters(Slot.GREEN)).isEqualTo(expected);
    }

    @Test void saysThatAReleaseIsOnTrialUntilItIsNot() throws Exception {
        var router = green(true);
        assertThat(haproxy.router().route().onTrial()).isTrue();
        haproxy.assertLive("shop-production-green-trial");

        router.prepare();
        router.fence(2);
        assertThat(haproxy.router().route().onTrial()).isTrue();
        router.send(Slot.GREEN, false, 2);

        assertThat(haproxy.router().route().onTrial()).isFalse();
        haproxy.assertLive("shop-production-green");
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, names = {"ERROR", "EMPTY", "SILENT"})
    void hidesWhatTheReleaseOnTrialFailsAndCountsItOnce(Mood mood) throws Exception {
        var router = green(true);
        haproxy.green.mood = mood;

        for (int i = 0; i < 3; i++) {
            assertThat(haproxy.get().release()).contains("blue");
        }

        awaitGreen(router, new Counters(0, 0, 0, 0, 0, 3));
        assertThat(router.counters(Slot.BLUE)).isEqualTo(new Counters(0, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 1, 0, 500", "EMPTY, 0, 1, 502", "SILENT, 0, 1, 504"})
    void takesNoPostAwayFromTheReleaseOnTrial(Mood mood, int serverErrors, int resets, int status) throws Exception {
        var router = green(true);
        haproxy.green.mood = mood;

        try (var user = haproxy.user()) {
            assertThat(user.post("/order", "one").status()).isEqualTo(status);
        }

        awaitGreen(router, new Counters(0, serverErrors, 0, resets, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 1, 0, 500", "EMPTY, 0, 1, 502", "SILENT, 0, 1, 504"})
    void hidesNothingWhenFailoverIsNotArmed(Mood mood, int serverErrors, int resets, int status) throws Exception {
        var router = green(false);
        haproxy.green.mood = mood;

        assertThat(haproxy.get().status()).isEqualTo(status);

        awaitGreen(router, new Counters(0, serverErrors, 0, resets, 0, 0));
    }

    @Test void countsAnAnswerThatBreaksOffOnceAndNotAsAnAnswer() throws Exception {
        var router = green(true);
        haproxy.green.mood = Mood.BROKEN_OFF;

        try (var user = haproxy.user()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> user.get("/")).isInstanceOf(IOException.class);
        }

        awaitGreen(router, new Counters(0, 0, 0, 1, 0, 0));
    }

    @Test void sendsUsersToTheReleaseBeforeWhileTheOneOnTrialIsDead() throws Exception {
        var router = green(true);
        haproxy.green.die();

        for (int i = 0; i < 4; i++) {
            assertThat(haproxy.get().release()).contains("blue");
        }
        HaproxyFixture.await(() -> router.problem().isPresent());
        assertThat(router.problem()).hasValueSatisfying(text -> assertThat(text).contains("server green", "is DOWN"));
        try (var user = haproxy.user()) {
            assertThat(user.post("/order", "one").release()).contains("blue");
        }

        awaitGreen(router, new Counters(0, 0, 0, 0, 0, 5));
    }

    @Test void givesUsersTheAnswerOfTheReleaseOnTrialWhenTheOneBehindItIsDead() throws Exception {
        var router = green(true);
        haproxy.blue.die();
        HaproxyFixture.await(() -> !covered());
        haproxy.green.mood = Mood.ERROR;

        try (var user = haproxy.user()) {
            for (int i = 0; i < 5; i++) {
                var answer = user.get("/");
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.release()).contains("green");
            }
        }

        awaitGreen(router, new Counters(0, 5, 0, 0, 0, 0));
    }

    @Test void countsWhoFindsNoConnectionWhenFailoverIsNotArmed() throws Exception {
        var router = green(false);
        haproxy.green.die();

        assertThat(haproxy.get().status()).isEqualTo(503);

        awaitGreen(router, new Counters(0, 0, 1, 0, 0, 0));
    }

    @Test void keepsAReleaseThatFailsOnePathInUse() throws Exception {
        var router = green(true);
        for (int i = 0; i < 20; i++) {
            haproxy.green.mood = Mood.ERROR;
            assertThat(haproxy.get().release()).contains("blue");
            haproxy.green.mood = Mood.WELL;
            assertThat(haproxy.get().release()).contains("green");
        }

        awaitGreen(router, new Counters(20, 0, 0, 0, 0, 20));
        assertThat(router.problem()).isEmpty();
    }

    @Test void armsNothingWhereNobodyStandsBehindTheRelease() throws Exception {
        haproxy = new HaproxyFixture(folder);
        haproxy.blue.die();
        HaproxyFixture.await(() -> !covered());
        var router = haproxy.holder(1);

        router.send(Slot.GREEN, true, 1);

        assertThat(router.route().onTrial()).isFalse();
        haproxy.assertLive("shop-production-green");
    }

    private boolean covered() throws IOException, InterruptedException {
        return new Servers(new RuntimeSocket(Path.of(haproxy.site.socket()), HaproxyFixture.ANSWER), haproxy.backends, true)
                .covered(Slot.GREEN);
    }

    @Test void ignoresTheWishWhereNoFailoverIsConfigured() throws Exception {
        haproxy = new HaproxyFixture(folder, false);
        var router = haproxy.holder(1);

        router.send(Slot.GREEN, true, 1);

        assertThat(router.route().onTrial()).isFalse();
        assertThat(haproxy.get().release()).contains("green");
        awaitGreen(router, new Counters(1, 0, 0, 0, 0, 0));
    }

    @Test void countsAsOpenWhatIsStillInFlightWhereverItCameFrom() throws Exception {
        var router = green(true);
        haproxy.green.mood = Mood.ERROR;
        haproxy.blue.mood = Mood.SILENT;

        try (var user = haproxy.user()) {
            user.write("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");

            HaproxyFixture.await(() -> router.counters(Slot.BLUE).open() == 1);
            assertThat(router.counters(Slot.GREEN).elsewhere()).isEqualTo(1);
        }
    }

    @Test void countsAWebSocketAsAnAnswerThatIsOpen() throws Exception {
        var router = green(true);

        try (var user = haproxy.user()) {
            var answer = user.exchange("GET /socket HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
            assertThat(answer.status()).isEqualTo(101);
            HaproxyFixture.await(() -> router.counters(Slot.GREEN).equals(new Counters(1, 0, 0, 0, 1, 0)));
            router.prepare();
            router.fence(2);
            router.send(Slot.BLUE, false, 2);
            assertThat(router.counters(Slot.GREEN).open()).isEqualTo(1);
        }

        awaitGreen(router, new Counters(1, 0, 0, 0, 0, 0));
    }

    @Test void countsOnOverAReload() throws Exception {
        var router = green(false);
        haproxy.get();
        awaitGreen(router, new Counters(1, 0, 0, 0, 0, 0));

        haproxy.reload();
        haproxy.get();

        awaitGreen(router, new Counters(2, 0, 0, 0, 0, 0));
    }

    @Test void tellsTheReleaseWhereAUserComesFrom() throws Exception {
        green(false);

        var answer = RawClient.once(haproxy.site.port(), "GET / HTTP/1.1\r\nHost: shop\r\n\r\n");

        assertThat(answer.release()).contains("green");
        assertThat(haproxy.green.forwardedFor).isEqualTo("127.0.0.1");
    }
}
