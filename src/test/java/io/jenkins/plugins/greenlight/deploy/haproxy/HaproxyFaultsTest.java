package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.FenceLostException;
import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.haproxy.CutSocket.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between engine, HAProxy and disk. Blue is live before, and users go where one row says after. */
class HaproxyFaultsTest {
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

    private static CutSocket.Ear once(String command, Fate fate, HaproxyFixture.Condition before) {
        var heard = new AtomicInteger();
        return said -> said.startsWith(command) && said.contains("@") && heard.incrementAndGet() == 2 && before.holds() ? fate : Fate.PASS;
    }

    @ParameterizedTest
    @EnumSource(value = Fate.class, names = {"LOSE_COMMAND", "LOSE_ANSWER"})
    void asksAgainWhenTheAnswerToACommitWasLost(Fate fate) throws Exception {
        var router = holder(once("commit", fate, () -> true));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class).hasMessageContaining("broke off");
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
        var router = holder(once("commit", Fate.PASS, () -> {
            haproxy.kill();
            return true;
        }));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class);
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
                .hasMessageContaining("told to send users to shop-production-green").hasMessageContaining("so it is not known who serves");
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

    @Test void movesNobodyToABackendThatHaproxyDoesNotHave() throws Exception {
        Files.writeString(haproxy.config, Files.readString(haproxy.config).replaceAll("(?m)^backend shop-production-green from", "backend gren from"));
        haproxy.reload();
        var router = haproxy.holder(2);

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("no server green in a backend shop-production-green").hasMessageContaining("greenlight router init");

        haproxy.assertLive("shop-production-blue");
    }

    @Test void movesNobodyOnTrialToAServerThatIsDown() throws Exception {
        haproxy.green.die();
        var router = haproxy.holder(2);
        var servers = new Servers(new RuntimeSocket(Path.of(haproxy.site.socket()), HaproxyFixture.ANSWER), haproxy.backends, true);
        HaproxyFixture.await(() -> servers.down(new Backends.Place(Slot.GREEN, true)).isPresent());

        assertThatThrownBy(() -> router.send(Slot.GREEN, true, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("server green in shop-production-green-trial is DOWN").hasMessageContaining("Users were not moved");

        haproxy.assertLive("shop-production-blue");
    }

    @Test void namesABackendThatIsNotOurs() throws Exception {
        try (var session = haproxy.session()) {
            session.tell("set map " + haproxy.site.map() + " live be_grene");
        }

        assertThatThrownBy(() -> haproxy.router().route()).isInstanceOf(IOException.class).hasMessageContaining("sends users to be_grene");
        assertThat(haproxy.get().status()).isEqualTo(503);
    }

    @Test void guessesNothingFromTwoRows() throws Exception {
        try (var session = haproxy.session()) {
            session.tell("add map " + haproxy.site.map() + " live shop-production-green");
        }

        assertThatThrownBy(() -> haproxy.router().route()).isInstanceOf(IOException.class).hasMessageContaining("not known who serves")
                .hasMessageContaining("shop-production-blue").hasMessageContaining("shop-production-green");
        var router = haproxy.router();
        router.prepare();
        assertThatThrownBy(() -> router.fence(2)).isInstanceOf(IOException.class).hasMessageContaining("not known who serves");
    }

    @Test void takesAnEmptyMapForNobody() throws Exception {
        try (var session = haproxy.session()) {
            session.tell("clear map " + haproxy.site.map());
        }
        assertThat(haproxy.router().route().live()).isEmpty();

        haproxy.holder(2);

        haproxy.assertLive("shop-production-nobody");
        assertThat(haproxy.get().text()).isEqualTo("No release is live.\n");
    }

    @Test void tellsAMapFileThatAReloadWouldFollowAndMakesItRight() throws Exception {
        Files.writeString(haproxy.map, "# by hand\nlive shop-production-green\n");
        assertThat(haproxy.router().problem()).hasValueSatisfying(text -> assertThat(text).contains("a reload would move users"));

        haproxy.holder(2);

        haproxy.assertLive("shop-production-blue");
    }

    @Test void movesNobodyWhenTheMapFileIsReadOnly() throws Exception {
        var router = haproxy.holder(2);
        Files.setPosixFilePermissions(haproxy.map, PosixFilePermissions.fromString("r--r--r--"));

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class).hasMessageContaining("read-only");

        haproxy.assertLive("shop-production-blue");
        assertThat(haproxy.get().release()).contains("blue");
    }

    @Test void movesNobodyWhenTheDiskIsFull() throws Exception {
        haproxy.holder(2);
        var router = haproxy.router(Path.of(haproxy.site.socket()), path -> {
            throw new IOException("No space left on device");
        }, HaproxyFixture.ANSWER);
        router.prepare();
        router.fence(3);

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 3)).isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device").hasMessageContaining(haproxy.map.toString());

        haproxy.assertLive("shop-production-blue");
    }

    @Test void saysThatHaproxyHangs() throws Exception {
        var router = haproxy.router(Path.of(haproxy.site.socket()), Forcing.DISK, java.time.Duration.ofMillis(200));
        long worker = haproxy.worker();
        haproxy.signal("-STOP", worker);
        try {
            assertThatThrownBy(router::route).isInstanceOf(IOException.class).hasMessageContaining("did not answer \"prompt\" within 200 ms");
        } finally {
            haproxy.signal("-CONT", worker);
        }
    }

    @Test void writesNothingBeforeItHasTheLease() throws Exception {
        var router = haproxy.router();

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class);
        assertThatThrownBy(() -> router.fence(2)).isInstanceOf(FenceLostException.class).hasMessageContaining("Nothing was prepared");
        router.prepare();
        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class);
        router.fence(2);
        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 1)).isInstanceOf(StaleEpochException.class);
        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 3)).isInstanceOf(FenceLostException.class);
        assertThatThrownBy(() -> router.fence(3)).isInstanceOf(FenceLostException.class);

        haproxy.assertLive("shop-production-blue");
    }

    @Test void movesUsersTwiceUnderOneLeaseAndNotMoreOften() throws Exception {
        var router = haproxy.holder(2);
        router.send(Slot.GREEN, true, 2);
        router.send(Slot.BLUE, false, 2);

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class).hasMessageContaining("used up");

        haproxy.assertLive("shop-production-blue");
    }
}
