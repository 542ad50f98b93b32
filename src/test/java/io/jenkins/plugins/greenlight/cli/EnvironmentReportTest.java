package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
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
    }
}
