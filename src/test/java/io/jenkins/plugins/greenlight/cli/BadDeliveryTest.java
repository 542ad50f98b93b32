package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.stage.image.SmallImage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Releases that cannot be delivered, engines that cannot go on, two at once: users keep what they have. */
@Tag("slow")
class BadDeliveryTest {
    private static final String LOAD = """
            loadTest:
              rate: 50/s
              duration: %s
              warmup: 0s
              requests: [GET /]
              checks: ["errors < 50%%"]
            """;
    private static TestSite site;
    /** The release that users are to have after a test. */
    private static String expected = "first";

    @BeforeAll static void usersAreServed() throws Exception {
        site = TestSite.open(expected);
    }

    @AfterAll static void siteIsClosed() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @AfterEach void usersAreUnharmed() throws Exception {
        assertThat(site.frontDoor()).isEqualTo(expected);
        assertThat(site.live()).isEqualTo(expected);
        assertThat(site.users().lost()).isEmpty();
        assertThat(site.status().lease()).isEmpty();
    }

    private static Delivered deliver(String release, Mode mode) throws Exception {
        return deliver(site, release, mode);
    }

    private static Delivered deliver(TestSite at, String release, Mode mode) throws Exception {
        var workspace = at.workspace(at.yaml(mode));
        return Delivered.in(workspace, TestSite.run(TestSite.delivery("run", workspace, release)));
    }

    @Test void givesUpOnAReleaseThatNeverBecomesHealthy() throws Exception {
        deliver("sick", Mode.UNHEALTHY).ended(Ending.GATE_FAILED, "sick was not healthy within 1 s", "503 from sick",
                "Expected 2 good");

        assertThat(site.running()).containsExactly(expected);
    }

    @Test void showsTheLastWordsOfAReleaseThatDiesAtOnce() throws Exception {
        deliver("stillborn", Mode.DIES).ended(Ending.GATE_FAILED, "stillborn died", "No catalogue at db:5432");

        assertThat(site.running()).containsExactly(expected);
    }

    @Test void namesThePortThatIsInUse() throws Exception {
        site.killAllBut(expected);
        var slot = site.status().routed().orElseThrow().other();
        try (var taken = new ServerSocket(site.slotPort(slot), 1, InetAddress.getLoopbackAddress())) {
            deliver("homeless", Mode.GOOD).ended(Ending.ERROR, "Port " + taken.getLocalPort(), "is in use", "Expected it free");
        }

        assertThat(site.running()).containsExactly(expected);
    }

    @Test void letsOnlyOneEngineDeployAndNamesIt() throws Exception {
        var checking = HeldEngine.name(Moment.AFTER_ENTRY, DeployState.CHECKING);
        var held = site.hold("holder", Mode.GOOD, checking).reach(checking);

        deliver("second", Mode.GOOD).ended(Ending.BLOCKED, System.getProperty("user.name"), "process " + held.engine().pid());

        assertThat(site.frontDoor()).isEqualTo(expected);
        held.letGo(checking);
        assertThat(held.engine().exitCode()).as(held.engine().said()).isZero();
        expected = "holder";
    }

    @Test void refusesAnArchiveWithOneChangedByte() throws Exception {
        var other = SmallImage.java(SteeredRelease.class, "altered");
        var bytes = Files.readAllBytes(other.archive());
        bytes[bytes.length / 2] ^= 1;
        var altered = Files.write(site.emptyFolder().resolve("image.tar"), bytes);
        var workspace = site.workspace(site.yaml(Mode.GOOD));
        long moves = site.status().lastMove().orElseThrow().seq();

        var said = TestSite.run("run", "--workspace", workspace.toString(), "--demo", "--release", "altered", "--digest",
                other.digest().value(), "--archive", altered.toString());

        Delivered.in(workspace, said).ended(Ending.ERROR, altered.toString(), "was changed", "Build the image again");
        assertThat(site.status().lastMove().orElseThrow().seq()).isEqualTo(moves);
    }

    @Test void endsRightAfterAnEngineThatRanOutOfMemory() throws Exception {
        var workspace = site.workspace(site.yaml(Mode.GOOD) + LOAD.formatted("1s"));
        var args = TestSite.delivery("run", workspace, "starved");
        for (var heap : List.of("-Xmx5m", "-Xmx7m")) { // the one is too little to begin with, the other to load with
            var starved = site.engine(workspace, List.of(heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"), args);

            assertThat(starved.exitCode()).as(starved.said()).isNotZero();
            assertThat(starved.said()).contains("OutOfMemoryError");
            assertThat(site.frontDoor()).isEqualTo(expected);
        }
        Delivered.in(workspace, TestSite.run(args)).ended(Ending.DELIVERED);
        expected = "starved";
        assertThat(site.daemons().named(site.app + "/load/")).isEmpty();
    }

    @Test void stopsTheInstanceThatAKilledLoadTestLeft() throws Exception {
        var workspace = site.workspace(site.yaml(Mode.GOOD) + LOAD.formatted("60s"));
        var args = TestSite.delivery("load", workspace, "loaded");
        var engine = site.engine(workspace, List.of(), args);
        engine.until("the load test runs", () -> engine.said().contains("Load: 50"));

        engine.kill();
        assertThat(site.daemons().named(site.app + "/load/")).hasSize(1);
        Files.writeString(workspace.resolve("greenlight.yaml"), site.yaml(Mode.GOOD) + LOAD.formatted("1s"));
        var next = Delivered.in(workspace, TestSite.run(args));

        assertThat(next.ended(Ending.DELIVERED).said().text()).contains("which an earlier load test left behind");
        assertThat(site.daemons().named(site.app + "/load/")).isEmpty();
    }

    @Test void haltsWhenTheFirstDeploymentTurnsBadAndSaidSoBefore() throws Exception {
        try (var fresh = new TestSite()) {
            fresh.usersCome();

            var first = deliver(fresh, "bad", Mode.BAD).ended(Ending.HALTED, "there is no way back", "greenlight adopt");

            assertThat(first.said().text().indexOf("should it turn bad, there is no way back"))
                    .isBetween(0, first.said().text().indexOf("PLANNED"));
            assertThat(fresh.frontDoor()).isEqualTo("bad");
            assertThat(fresh.users().lost()).as("while there was no router yet").isNotEmpty();
            assertThat(fresh.about("status").exitCode()).isEqualTo(Ending.HALTED.exitCode());
            deliver(fresh, "good", Mode.GOOD).ended(Ending.HALTED, "was HALTED", "greenlight adopt");
            assertThat(fresh.about("adopt", "--reason", "nothing better is there").exitCode()).isZero();
            deliver(fresh, "good", Mode.GOOD).ended(Ending.DELIVERED);
            assertThat(fresh.frontDoor()).isEqualTo("good");
        }
    }

    @Test void asksAPersonWhenTheRouterHasUsersAndTheJournalKnowsOfNone() throws Exception {
        try (var fresh = TestSite.open("known")) {
            var workspace = fresh.workspace(fresh.yaml(Mode.GOOD)).toString();
            for (var lost : List.of(List.of("journal.json"), List.of("journal.json", "audit.json", "lease.json"))) {
                var served = fresh.frontDoor();
                for (var file : lost) {
                    Files.delete(fresh.home.resolve(file));
                }
                forgotten(fresh, workspace, served, "after-" + lost.size());
            }
            assertThat(fresh.users().lost()).isEmpty();
        }
    }

    private static void forgotten(TestSite fresh, String workspace, String served, String release) throws Exception {
        deliver(fresh, release, Mode.GOOD).ended(Ending.HALTED, "The router sends users to", "nobody is live",
                "greenlight adopt");
        var status = TestSite.run("status", "--workspace", workspace);
        assertThat(status.exitCode()).isEqualTo(Ending.HALTED.exitCode());
        assertThat(status.text()).contains("The router sends users to", "greenlight adopt");
        assertThat(fresh.frontDoor()).isEqualTo(served);
        var adopted = TestSite.run("adopt", "--workspace", workspace, "--reason", "it serves");
        assertThat(adopted.exitCode()).as(adopted.text()).isZero();
        deliver(fresh, release, Mode.GOOD).ended(Ending.DELIVERED);
        assertThat(fresh.frontDoor()).isEqualTo(release);
        assertThat(Files.readString(Path.of(fresh.home.toString(), "audit.json"))).contains("it serves", release);
    }
}
