package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.FenceLostException;
import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with HAProxy, its map or the disk. Blue is live before, and users go where one row says after. */
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

    @Test void movesNobodyToABackendThatHaproxyDoesNotHave() throws Exception {
        Files.writeString(haproxy.config, Files.readString(haproxy.config).replaceAll("(?m)^backend shop-production-green from",
                "backend gren from"));
        haproxy.reload();
        var router = haproxy.holder(2);

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("no server green in a backend shop-production-green").hasMessageContaining("greenlight"
                + " router init");

        haproxy.assertLive("shop-production-blue");
    }

    @Test void movesNobodyOnTrialToAServerThatIsDown() throws Exception {
        haproxy.green.die();
        var router = haproxy.holder(2);
        var servers = new Servers(new RuntimeSocket(Path.of(haproxy.site.socket()), HaproxyFixture.ANSWER), haproxy.backends,
                true);
        HaproxyFixture.await(() -> servers.down(new Backends.Place(Slot.GREEN, true)).isPresent());

        assertThatThrownBy(() -> router.send(Slot.GREEN, true, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("server green in shop-production-green-trial is DOWN").hasMessageContaining("Users were not"
                + " moved");

        haproxy.assertLive("shop-production-blue");
    }

    @Test void namesABackendThatIsNotOurs() throws Exception {
        try (var session = haproxy.session()) {
            session.tell("set map " + haproxy.site.map() + " live be_grene");
        }

        assertThatThrownBy(() -> haproxy.router().route()).isInstanceOf(IOException.class).hasMessageContaining("sends users to"
                + " be_grene");
        assertThat(haproxy.get().status()).isEqualTo(503);
    }

    @Test void guessesNothingFromTwoRows() throws Exception {
        try (var session = haproxy.session()) {
            session.tell("add map " + haproxy.site.map() + " live shop-production-green");
        }

        assertThatThrownBy(() -> haproxy.router().route()).isInstanceOf(IOException.class).hasMessageContaining("not known who"
                + " serves")
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

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("read-only");

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
            assertThatThrownBy(router::route).isInstanceOf(IOException.class).hasMessageContaining("did not answer \"prompt\""
                    + " within 200 ms");
        } finally {
            haproxy.signal("-CONT", worker);
        }
    }

    @Test void writesNothingBeforeItHasTheLease() throws Exception {
        var router = haproxy.router();

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class);
        assertThatThrownBy(() -> router.fence(2)).isInstanceOf(FenceLostException.class).hasMessageContaining("Nothing was"
                + " prepared");
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

        assertThatThrownBy(() -> router.send(Slot.GREEN, false, 2)).isInstanceOf(FenceLostException.class)
                .hasMessageContaining("used up");

        haproxy.assertLive("shop-production-blue");
    }
}
