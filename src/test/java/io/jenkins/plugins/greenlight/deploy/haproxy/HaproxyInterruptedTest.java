package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.FenceLostException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.haproxy.CutSocket.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost, or comes in between, on the way from engine to HAProxy. Blue is live before. */
class HaproxyInterruptedTest {
    @TempDir Path folder;
    private HaproxyFixture haproxy;

    @BeforeEach void start() throws IOException, InterruptedException {
        haproxy = new HaproxyFixture(folder);
        haproxy.holder(1).send(Slot.BLUE, false, 1);
    }

    @AfterEach void end() throws IOException {
        if (haproxy != null) {
            haproxy.close();
        }
    }

    private HaproxyRouter holder(CutSocket.Ear ear) throws IOException, InterruptedException {
        var between = new CutSocket(folder.resolve("c"), Path.of(haproxy.site.socket()), ear);
        var router = haproxy.router(between.path, Forcing.DISK, HaproxyFixture.ANSWER);
        router.prepare();
        router.fence(2);
        return router;
    }

    private static CutSocket.Ear once(String command, Fate fate, HaproxyProcess.Condition before) {
        var heard = new AtomicInteger();
        return said -> said.startsWith(command) && said.contains("@") && heard.incrementAndGet() == 2 && before.holds() ? fate
                : Fate.PASS;
    }

    @ParameterizedTest
    @EnumSource(value = Fate.class, names = {"LOSE_COMMAND", "LOSE_ANSWER"})
    void asksAgainWhenTheAnswerToACommitWasLost(Fate fate) throws Exception {
        var router = holder(once("commit", fate, () -> true));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class).hasMessageContaining("broke"
                + " off");
        router.send(Slot.GREEN, false, 2);
        haproxy.assertLive("shop-production-green");

        router.send(Slot.BLUE, false, 2);
        haproxy.assertLive("shop-production-blue");
    }

    @ParameterizedTest
    @EnumSource(value = Fate.class, names = {"LOSE_COMMAND", "LOSE_ANSWER"})
    void leavesOneRowWhenTheAnswerToAnAddWasLost(Fate fate) throws Exception {
        var router = holder(once("add", fate, () -> true));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class);
        router.send(Slot.GREEN, false, 2);

        haproxy.assertLive("shop-production-green");
    }

    @Test void forbidsACommitInDoubtWhenUsersAreSentBack() throws Exception {
        var router = holder(once("commit", Fate.LOSE_COMMAND, () -> true));
        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class);

        long before = inUse();

        router.send(Slot.BLUE, false, 2);

        assertThat(inUse()).isEqualTo(before + 2);
        try (var session = haproxy.session()) {
            var late = new LiveMap(session, haproxy.site.map());
            assertThatThrownBy(() -> late.commit(before + 1)).isInstanceOf(RefusedException.class);
        }
        haproxy.assertLive("shop-production-blue");
    }

    private long inUse() throws IOException, InterruptedException {
        try (var session = haproxy.session()) {
            return new LiveMap(session, haproxy.site.map()).inUse();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fate.class, names = {"LOSE_COMMAND", "LOSE_ANSWER"})
    void fencesAgainWhenTheAnswerWasLost(Fate fate) throws Exception {
        var first = new AtomicInteger();
        var between = new CutSocket(folder.resolve("c"), Path.of(haproxy.site.socket()),
                said -> said.startsWith("commit") && first.incrementAndGet() == 1 ? fate : Fate.PASS);
        var router = haproxy.router(between.path, Forcing.DISK, HaproxyFixture.ANSWER);
        router.prepare();
        assertThatThrownBy(() -> router.fence(2)).isInstanceOf(IOException.class).hasMessageContaining("broke off");

        router.fence(2);

        router.send(Slot.GREEN, false, 2);
        haproxy.assertLive("shop-production-green");
    }

    @Test void noticesAReloadBetweenFileAndCommit() throws Exception {
        var router = holder(once("commit", Fate.PASS, () -> {
            haproxy.reload();
            return true;
        }));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class)
                .hasMessageContaining("reloaded or restarted");

        haproxy.assertLive("shop-production-green"); // the new worker read the file, which was written first
        router.prepare();
        router.fence(3);
        router.send(Slot.GREEN, false, 3);
        haproxy.assertLive("shop-production-green");
    }

    @Test void bringsUsersWhereTheyWereGoingWhenHaproxyIsKilledBetweenFileAndCommit() throws Exception {
        var killed = new CountDownLatch(1);
        var router = holder(once("commit", Fate.PASS, () -> {
            haproxy.kill();
            killed.countDown();
            return true;
        }));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class);
        killed.await();
        haproxy.start();
        assertThat(haproxy.get().release()).contains("green");
        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class);

        haproxy.assertLive("shop-production-green");
    }

    @Test void readsBackWhereUsersGoAfterItMovedThem() throws Exception {
        var commits = new AtomicInteger();
        var router = holder(said -> {
            if (said.startsWith("commit")) {
                commits.incrementAndGet();
            } else if (said.startsWith("show info") && commits.get() == 2) {
                try (var session = haproxy.session()) {
                    session.tell("set map " + haproxy.site.map() + " live shop-production-blue");
                }
            }
            return Fate.PASS;
        });

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("told to send users to shop-production-green").hasMessageContaining("so it is not known who"
                + " serves");
    }

    @Test void saysThatItIsNotKnownWhoServesWhenSomebodyElseWritesAtOnce() throws Exception {
        var router = holder(once("commit", Fate.PASS, () -> {
            try (var session = haproxy.session()) {
                session.tell("add map @" + (inUse() + 1) + " " + haproxy.site.map() + " live shop-production-blue");
            }
            return true;
        }));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("so it is not known who serves").hasMessageContaining("shop-production-green");
    }
}
