package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** guard, retire, unlock and audit verify on a real router and real releases, with users who lose nothing. */
@Tag("slow")
class RealStateCommandsTest {
    private static final String WATCHING = HeldEngine.name(Moment.AFTER_ENTRY, DeployState.WATCHING);
    private TestSite site;

    @BeforeEach void aLiveRelease() throws Exception {
        site = TestSite.open("first");
    }

    @AfterEach void siteIsClosed() throws Exception {
        site.close();
    }

    private Engine guard(String... more) throws Exception {
        var args = new ArrayList<>(List.of("guard", "--state", site.state.toString(), "--app", site.app, "--interval", "1s"));
        args.addAll(List.of(more));
        var guard = site.engine(site.emptyFolder(), List.of(), args.toArray(String[]::new));
        guard.until("it watches", () -> guard.said().contains("guard: watching " + site.app + "/production"));
        return guard;
    }

    @Test void aGuardGoesOnWithAKilledEnginesDeploymentAndWithNoOther() throws Exception {
        var guard = guard();
        var held = site.hold("second", Mode.GOOD, WATCHING).reach(WATCHING);
        guard.until("it sees who deploys", () -> guard.said().contains("guard: production-2 is under way, by "));
        assertThat(site.status().lease().orElseThrow().holder().pid()).as("the lease is left to who lives")
                .isEqualTo(held.engine().pid());

        held.engine().kill();

        guard.until("it has gone on", () -> guard.said().contains("guard: LIVE: "));
        site.assertServes("second", List.of("first", "second"));
        assertThat(site.users().lost()).isEmpty();
        guard.tell("TERM");
        assertThat(guard.exitCode()).as(guard.said()).isZero();
        site.assertServes("second", List.of("first", "second"));
    }

    @Test void aGuardBringsUsersBackFromABadReleaseWhoseEngineIsDead() throws Exception {
        site.hold("second", Mode.BAD, WATCHING).reach(WATCHING).engine().kill();

        var said = site.about("guard", "--once");

        assertThat(said.exitCode()).as(said.text()).isEqualTo(12);
        site.assertServes("first", List.of("first"));
        assertThat(site.about("guard", "--once").exitCode()).as("nothing is left to do").isZero();
    }

    @Test void aGuardSurvivesThatItsStateGoesAndComesBack() throws Exception {
        var guard = guard();
        var journal = site.home.resolve("journal.json");
        var aside = site.folder.resolve("journal.aside");
        Files.move(journal, aside);
        Files.writeString(journal, "{\"version\": ");
        guard.until("it says so", () -> guard.said().contains("WARNING: guard: " + journal));

        Files.move(aside, journal, StandardCopyOption.REPLACE_EXISTING);

        guard.until("all is well", () -> guard.said().contains("guard: all is well"));
        guard.tell("TERM");
        assertThat(guard.exitCode()).isZero();
        assertThat(guard.said().lines().filter(line -> line.contains("WARNING: guard:"))).as("said once").hasSize(1);
    }

    @Test void aGuardStartsTheRouterAgainThatDiedWithTheEngine() throws Exception {
        site.users().close();
        site.hold("second", Mode.GOOD, WATCHING).reach(WATCHING).engine().kill();
        for (var router : site.daemons().named("greenlight-router:" + site.app + "/production:")) {
            ProcessHandle.of(router.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        Engine.await("the router is gone", () -> site.daemons().named("greenlight-router:" + site.app + "/production:")
                .isEmpty());

        var said = site.about("guard", "--once");

        assertThat(said.exitCode()).as(said.text()).isZero();
        site.assertServes("second", List.of("first", "second"));
    }

    @Test void retiresThePreviousReleaseAndReportsIt() throws Exception {
        assertThat(site.deploy("second", Mode.GOOD).exitCode()).isZero();
        var told = site.emptyFolder();

        var said = site.about("retire", "--out", told.toString(), "--nonce", "n-1");

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("first in blue was retired: from now on there is no way back from second in green")
                .contains("there is no way back\n");
        assertThat(ReportJson.read(Files.readString(told.resolve("report.json")), "n-1").deployment().orElseThrow().previous())
                .isEmpty();
        site.assertServes("second", List.of("second"));
        assertThat(site.about("retire").text()).contains("There is nothing to retire");
        assertThat(site.about("rollback").text()).contains("There is no previous release in production to go back to");
        assertThat(site.about("history").text()).containsPattern("RETIRED  first in blue, sha256:[0-9a-f]{64}, ");
        assertThat(site.users().lost()).isEmpty();
        assertThat(site.deploy("third", Mode.GOOD).exitCode()).as("life goes on").isZero();
    }

    @Test void unlocksTheLeaseOfAnEngineThatHangs() throws Exception {
        var switching = HeldEngine.name(Moment.AFTER_ENTRY, DeployState.SWITCHING);
        var held = site.hold("second", Mode.GOOD, switching).reach(switching);
        assertThat(site.about("resume").exitCode()).as("it is alive, so it keeps the lease").isEqualTo(20);

        var said = site.about("unlock", "--reason", "it hangs");

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("the lease was taken from ", "process " + held.engine().pid(), "No process was ended.")
                .contains("production-2 is unfinished in SWITCHING. Go on with: greenlight resume");
        held.letGo(switching);
        assertThat(held.engine().exitCode()).as("whoever hung and wakes up may do nothing: " + held.engine().said())
                .isEqualTo(20);
        assertThat(site.frontDoor()).isEqualTo("first");
        assertThat(site.about("history").text()).contains("UNLOCKED  production-3 by ")
                .contains("it hangs (the lease of epoch 2 was that of ");
        assertThat(site.about("resume").exitCode()).isZero();
        site.assertServes("second", List.of("first", "second"));
        assertThat(site.about("unlock", "--reason", "again").text()).contains("nobody holds the lease");
        assertThat(site.users().lost()).isEmpty();
    }

    @Test void verifiesTheAuditAgainstWhatReportsHaveSeen() throws Exception {
        var delivery = site.workspace(site.yaml(Mode.GOOD));
        assertThat(TestSite.run(TestSite.delivery("production", delivery, "second")).exitCode()).isZero();
        var report = delivery.resolve("target/greenlight/report/report.json");
        assertThat(site.deploy("third", Mode.GOOD).exitCode()).isZero();
        var good = verify("--against", report.toString());
        var seen = ReportJson.read(Files.readString(report), "").audit().orElseThrow();

        cutTheTail(seen.length() - 1);
        var alone = verify();
        var against = verify("--against", report.toString());

        assertThat(good.exitCode()).as(good.text()).isZero();
        assertThat(good.text()).contains("line " + seen.length() + " is the one it has seen").contains(" holds: ");
        assertThat(alone.exitCode()).as("the journal knows better").isEqualTo(13);
        assertThat(against.exitCode()).isEqualTo(13);
        assertThat(against.text()).contains(report + ": The audit in " + site.home + " has " + (seen.length() - 1)
                + " lines. Expected at least "
                + seen.length());
    }

    @Test void takesNoReportForAnAnchorThatIsNone() throws Exception {
        var other = new TestSite();
        var blocked = site.emptyFolder();
        try {
            var report = other.workspace(other.yaml(Mode.GOOD));
            assertThat(TestSite.run(TestSite.delivery("production", report, "first")).exitCode()).isZero();
            assertBad(report.resolve("target/greenlight/report/report.json"), "is a report of " + other.app + "/production");
        } finally {
            other.close();
        }
        Files.writeString(blocked.resolve("torn.json"), "{\"schema\": ");
        assertBad(blocked.resolve("torn.json"), "is no report of this engine");
        Files.write(blocked.resolve("bytes.json"), new byte[] {(byte) 0xff});
        assertBad(blocked.resolve("bytes.json"), "is no UTF-8 text");
        var held = site.hold("second", Mode.GOOD, WATCHING).reach(WATCHING);
        assertThat(site.about("rollback", "--out", blocked.toString()).exitCode()).isEqualTo(20);
        assertBad(blocked.resolve("report.json"), "has seen no audit");
        held.letGo(WATCHING);
        assertThat(held.engine().exitCode()).isZero();
    }

    private void assertBad(Path report, String words) {
        var said = verify("--against", report.toString());
        assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).contains(words);
    }

    private TestSite.Said verify(String... more) {
        var args = new ArrayList<>(List.of("audit", "verify", "--state", site.state.toString()));
        args.addAll(List.of(more));
        return TestSite.run(args.toArray(String[]::new));
    }

    private void cutTheTail(long lines) throws Exception {
        var store = new DirectoryStore(site.home);
        var stored = store.read("audit").orElseThrow();
        var root = Json.read(stored.text(), "audit");
        var kept = root.get("lines").items().subList(0, (int) lines).stream().map(line -> line.plain()).toList();
        store.write("audit", stored.version(), Json.writePretty(Map.of("version", 1, "lines", kept)));
    }
}
