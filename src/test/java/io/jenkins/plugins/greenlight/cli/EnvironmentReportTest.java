package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is reported of users who are moved without a delivery, by commands that know nothing but the state. */
@Tag("slow")
class EnvironmentReportTest {
    private TestSite site;
    private Path told;

    @BeforeEach void twoReleasesWereDelivered() throws Exception {
        site = TestSite.open("first");
        told = site.emptyFolder();
        assertThat(site.deploy("second", Mode.GOOD).exitCode()).isZero();
    }

    @AfterEach void siteIsClosed() throws Exception {
        site.close();
    }

    private DeliveryReport report(String nonce) throws Exception {
        return ReportJson.read(Files.readString(told.resolve("report.json")), nonce);
    }

    @Test void reportsWhoServesAfterARollback() throws Exception {
        var said = site.about("rollback", "--out", told.toString(), "--nonce", "n-1");

        assertThat(said.exitCode()).as(said.text()).isZero();
        var report = report("n-1");
        assertThat(report.ending().exitCode()).isZero();
        assertThat(report.app()).isEqualTo(site.app);
        assertThat(report.release()).contains("first");
        assertThat(report.digest()).contains(TestSite.image().digest().value());
        assertThat(report.deployment().orElseThrow().previous()).isEqualTo("second");
        assertThat(report.stages().get(0).report().orElseThrow().timeline()).extracting(StageReport.Event::what)
                .anyMatch(what -> what.startsWith("SWITCHING: ")).anyMatch(what -> what.startsWith("LIVE: "));
        assertThat(site.frontDoor()).isEqualTo("first");
        assertThat(site.users().lost()).isEmpty();
        assertThat(site.about("resume", "--run", "n-1").exitCode()).as("the rollback is known by its nonce").isZero();
    }

    @Test void claimsNothingForAnEngineThatWasKilledBeforeItsFirstEntry() throws Exception {
        var first = HeldEngine.name(Crashpoint.Moment.BEFORE_ENTRY, DeployState.PLANNED);
        site.hold("third", Mode.GOOD, first).reach(first).engine().kill();

        var said = site.about("resume", "--run", "n-3", "--out", told.toString(), "--nonce", "n-4");

        assertThat(said.exitCode()).as(said.text()).isEqualTo(1);
        var report = report("n-4");
        assertThat(report.ending()).isEqualTo(Ending.ERROR);
        assertThat(report.message()).startsWith("Run n-3 began no deployment to production; live is second in green");
        assertThat(report.release()).isEmpty();
        assertThat(report.stages().get(0).report().orElseThrow().timeline()).isEmpty();
        assertThat(site.frontDoor()).isEqualTo("second");
        assertThat(site.about("resume").exitCode()).as("without a run, the last is told").isZero();
    }
}
