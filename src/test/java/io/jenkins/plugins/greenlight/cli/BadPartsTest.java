package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.cli.TestSite.Said;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.report.Ending;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker, HAProxy and files in a state in which nobody expects them: one clear message, and users keep a healthy release. */
@Tag("slow")
class BadPartsTest {
    private static TestSite site;
    private static DockerParts parts;
    /** The release that users are to have after a test. */
    private static String expected = "first";
    private static boolean settled;
    private static int cases;

    /** What went wrong in one test must not be the next one's. */
    @BeforeEach void usersAreServed() throws Exception {
        if (!settled) {
            siteIsClosed();
            expected = "first";
            site = TestSite.open(expected, DockerParts::of);
            parts = (DockerParts) site.parts;
        }
        settled = false;
    }

    @AfterAll static void results() throws Exception {
        siteIsClosed();
        Result.say("badparts.cases", cases, "cases");
    }

    private static void siteIsClosed() throws Exception {
        if (site != null) {
            site.close();
            site = null;
        }
    }

    /** Nothing is half written either. */
    @AfterEach void usersAreUnharmed() throws Exception {
        site.assertServes(expected, site.running());
        assertThat(site.live()).isEqualTo(expected);
        assertThat(site.users().lost()).isEmpty();
        try (var files = Files.list(parts.map.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".tmp"))).isEmpty();
        }
        cases++;
        settled = true;
    }

    private static Delivered deliver(String release) throws Exception {
        var workspace = site.workspace(site.yaml(Mode.GOOD));
        return Delivered.in(workspace, TestSite.run(TestSite.delivery("run", workspace, release)));
    }

    private static TestSite.Held hold(String release, String... moments) throws Exception {
        return site.hold(release, Mode.GOOD, moments).reach(moments[0]);
    }

    private static void ended(TestSite.Held held, Ending ending, String... words) throws Exception {
        assertThat(held.engine().exitCode()).as(held.engine().said()).isEqualTo(ending.exitCode());
        assertThat(List.of(words)).allSatisfy(word -> assertThat(held.engine().said()).contains(word));
    }

    private static void ended(Said said, Ending ending, String... words) {
        assertThat(said.exitCode()).as(said.text()).isEqualTo(ending.exitCode());
        assertThat(List.of(words)).allSatisfy(word -> assertThat(said.text()).contains(word));
    }

    private static String after(DeployState state) {
        return HeldEngine.name(Moment.AFTER_ENTRY, state);
    }

    private static void remove(String release) throws Exception {
        var id = parts.container(release).getId();
        parts.engine.act("remove", client -> client.removeContainerCmd(id).withForce(true).exec());
    }

    private static Path aside(Path file) throws Exception {
        return Files.move(file, file.resolveSibling("aside"));
    }

    @Test void saysThatHaproxysSocketIsGone() throws Exception {
        var aside = aside(parts.socket);
        try {
            deliver("nowhere").ended(Ending.ERROR, "There is no runtime socket " + parts.socket, "Start HAProxy");
            assertThat(site.about("status").text()).contains("There is no runtime socket " + parts.socket);
        } finally {
            Files.move(aside, parts.socket);
        }
    }

    @Test void saysThatTheDockerEnginesSocketIsGone() throws Exception {
        var socket = PrivateDocker.ready().socket();
        var aside = aside(socket);
        try {
            deliver("nowhere").ended(Ending.ERROR, "There is no Docker Engine: the socket " + socket, "Start it");
        } finally {
            Files.move(aside, socket);
        }
    }

    @Test void movesNobodyWhenTheMapFileIsReadOnly() throws Exception {
        var switching = after(DeployState.SWITCHING);
        var held = hold("unmoved", switching);
        var before = Files.getPosixFilePermissions(parts.map);
        Files.setPosixFilePermissions(parts.map, PosixFilePermissions.fromString("r--r--r--"));
        try {
            held.letGo(switching);

            ended(held, Ending.ROLLED_BACK, "no user was moved", parts.map.toString(), "it is read-only");
        } finally {
            Files.setPosixFilePermissions(parts.map, before);
        }
        assertThat(site.running()).containsExactly(expected);
    }

    @Test void isAtEaseWhenSomebodyElseReloadsHaproxy() throws Exception {
        var checked = HeldEngine.name(Moment.AFTER_ACT, DeployState.CHECKING);
        var watching = after(DeployState.WATCHING);
        var held = hold("reloaded", checked, watching);
        parts.haproxy.reload();
        held.letGo(checked);
        held.reach(watching);
        parts.haproxy.reload();
        held.letGo(watching);

        ended(held, Ending.DELIVERED);
        assertThat(site.frontDoor()).as("a connection kept from before the switch: the old worker ends it with one more answer")
                .isIn("reloaded", expected);

        expected = "reloaded";
    }

    @Test void givesUpOnACandidateThatWasRemovedByHandBeforeItHadUsers() throws Exception {
        var checking = after(DeployState.CHECKING);
        var held = hold("removed", checking);
        remove("removed");
        held.letGo(checking);

        ended(held, Ending.GATE_FAILED, "removed", "its container was removed by hand");

        assertThat(site.running()).containsExactly(expected);
    }

    @Test void bringsUsersBackFromACandidateThatWasRemovedByHand() throws Exception {
        var watching = after(DeployState.WATCHING);
        var held = hold("removed", watching);
        remove("removed");
        held.letGo(watching);

        ended(held, Ending.ROLLED_BACK, "died while it had users", "its container was removed by hand");

        assertThat(site.running()).containsExactly(expected);
    }

    @Test void startsThePreviousReleaseAgainThatWasRemovedByHand() throws Exception {
        var watching = after(DeployState.WATCHING);
        var held = hold("alone", watching);
        remove(expected);
        held.letGo(watching);
        ended(held, Ending.DELIVERED);
        assertThat(site.running()).containsExactly("alone");

        var said = site.about("rollback");

        ended(said, Ending.DELIVERED);
        assertThat(site.running()).containsExactlyInAnyOrder("alone", expected);
    }

    @Test void saysThatTheLiveReleaseWasRemovedByHandAndGoesBackInOneWord() throws Exception {
        deliver("doomed").ended(Ending.DELIVERED);
        remove("doomed");
        var status = site.about("status");

        var said = site.about("rollback");
        site.users().setApart(); // nobody else could have answered them

        ended(status, Ending.HALTED, "doomed in", "is live and does not run", "Run greenlight rollback");
        ended(said, Ending.DELIVERED);
    }

    @Test void refusesAPortOnWhichSomebodyElseAnswers() throws Exception {
        site.about("retire");
        var slot = site.status().routed().orElseThrow().other();
        var foreign = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.slotPort(slot)), 0);
        foreign.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        foreign.start();
        try {
            deliver("homeless").ended(Ending.ERROR, "Port " + site.slotPort(slot)
                    + " on 127.0.0.1 is in use by something that is no container", "Expected it free");
        } finally {
            foreign.stop(0);
        }
        assertThat(site.running()).containsExactly(expected);
    }

    @ParameterizedTest @CsvSource({"true, was moved to image sha256:", "false, it was pruned after its containers were removed"})
    void startsNoPreviousReleaseFromOtherBytes(boolean moved, String word) throws Exception {
        deliver("later-" + moved).ended(Ending.DELIVERED);
        remove(expected);
        var tag = tag();
        var id = parts.container("later-" + moved).getId();
        if (moved) {
            parts.engine.act("commit", client -> client.commitCmd(id)
                    .withRepository(tag.split(":")[0]).withTag(tag.split(":")[1]).exec());
        } else {
            parts.engine.act("untag", client -> client.removeImageCmd(tag).withForce(true).exec());
        }

        var said = site.about("rollback");

        ended(said, Ending.ERROR, word, "eploy");
        expected = "later-" + moved;
        site.assertServes(expected, List.of(expected));
        deliver("archived-" + moved).ended(Ending.DELIVERED);
        expected = "archived-" + moved;
    }

    private static String tag() throws Exception {
        var wanted = "greenlight/" + site.app + ":";
        return parts.engine.read("list images", client -> client.listImagesCmd().exec()).stream()
                .flatMap(image -> image.getRepoTags() == null ? Stream.<String>empty()
                        : Stream.of(image.getRepoTags()))
                .filter(each -> each.startsWith(wanted)).findFirst().orElseThrow();
    }

    @Test void doesNotGuessFromATruncatedJournal() throws Exception {
        var journal = site.home.resolve("journal.json");
        var text = Files.readString(journal);
        try {
            Files.writeString(journal, text.substring(0, text.length() / 2));
            deliver("nowhere").ended(Ending.ERROR, journal.toString(), "greenlight adopt");
            ended(site.about("resume"), Ending.ERROR, journal.toString());
        } finally {
            Files.writeString(journal, text);
        }
    }

    @Test void leavesAJournalOfANewerVersionAlone() throws Exception {
        var journal = site.home.resolve("journal.json");
        var text = Files.readString(journal);
        var newer = text.replace("\\\"version\\\" : 1", "\\\"version\\\" : 2");
        assertThat(newer).isNotEqualTo(text);
        try {
            Files.writeString(journal, newer);
            deliver("nowhere").ended(Ending.ERROR, "version 2", "or a newer one");
            assertThat(journal).hasContent(newer);
        } finally {
            Files.writeString(journal, text);
        }
    }
}
