package io.jenkins.plugins.greenlight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.VirtualTime;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentReportTest {
    @TempDir Path folder;
    private final VirtualTime time = new VirtualTime();
    private World world;
    private DeploymentReport report;

    @BeforeEach void anEmptyWorld() {
        world = new World(folder.resolve("state"), "production", 80, time);
        report = new DeploymentReport("n-1", new Ports(null, null, null, null, null, time, time));
    }

    private DeliveryReport ended(StageId environment, DeployResult result) throws Exception {
        return throughTheFile(report.ended(environment, "shop", result));
    }

    /** As whoever gave the nonce reads it. */
    private DeliveryReport throughTheFile(DeliveryReport written) throws Exception {
        ReportFiles.write(folder.resolve("report"), written);
        var file = folder.resolve("report/report.json");
        assertThat(Delivery.violations(file)).isEmpty();
        assertThat(ReportJson.read(Files.readString(file), "n-1")).isEqualTo(written);
        return written;
    }

    @Test void tellsOfARollbackAsOfADelivery() throws Exception {
        world.deploy(1);
        world.deploy(2);

        var told = ended(StageId.PRODUCTION, world.engine().rollback());

        assertThat(told.ending()).isEqualTo(Ending.DELIVERED);
        assertThat(told.message()).isEmpty();
        assertThat(told.app()).isEqualTo("shop");
        assertThat(told.release()).contains("r1");
        assertThat(told.commit()).contains("commit1");
        assertThat(told.digest()).contains(World.release(1).digest().value());
        assertThat(told.stages()).singleElement().satisfies(stage -> {
            assertThat(stage.id()).isEqualTo(StageId.PRODUCTION);
            assertThat(stage.word()).isEqualTo("PASSED");
            assertThat(stage.report().orElseThrow().timeline()).extracting(StageReport.Event::what)
                    .first().asString().startsWith("PLANNED: r1 is to be live in production");
        });
        assertThat(told.deployment()).contains(new DeliveryReport.Deployed("production", "production-3", "LIVE", "r1", "blue", "r2"));
        assertThat(told.audit().orElseThrow().length()).isPositive();
        assertThat(told.startedAt()).isBefore(told.finishedAt());
    }

    @Test void tellsOfTheCandidateThatWasTakenBack() throws Exception {
        world.deploy(1);
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.deploy(2);

        var told = ended(StageId.PRODUCTION, world.resume());

        assertThat(told.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(told.release()).contains("r2");
        assertThat(told.deployment().orElseThrow().release()).isEqualTo("r1");
        assertThat(told.stages().get(0).word()).isEqualTo("ROLLED_BACK");
        assertThat(ended(StageId.STAGING, world.resume()).ending()).as("nobody's users").isEqualTo(Ending.GATE_FAILED);
    }

    @Test void tellsOfAnAdoptedReleaseWithoutADeployment() throws Exception {
        world.deploy(1);

        var told = ended(StageId.PRODUCTION, world.engine().adopt("to be sure"));

        assertThat(told.ending()).isEqualTo(Ending.DELIVERED);
        assertThat(told.release()).contains("r1");
        assertThat(told.deployment().orElseThrow().id()).isEmpty();
        assertThat(told.stages().get(0).report().orElseThrow().summary()).isEqualTo("r1 in blue was adopted: to be sure");
    }

    @Test void putsWhatAPersonMustSettleAtTheTop() throws Exception {
        world.deploy(1);
        world.router.live = Optional.empty();

        var told = ended(StageId.PRODUCTION, world.engine().rollback());

        assertThat(told.ending()).isEqualTo(Ending.HALTED);
        assertThat(told.message()).startsWith("The router sends users to nobody").isEqualTo(told.stages().get(0).report().orElseThrow().summary());
        assertThat(told.release()).as("none was tried").isEmpty();
    }

    @Test void tellsOfALeaseThatIsHeld() throws Exception {
        var told = ended(StageId.PRODUCTION, DeployResult.blocked("Another deployment holds the lease."));

        assertThat(told.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(told.message()).isEqualTo("Another deployment holds the lease.");
    }

    @Test void tellsOfWhatCouldNotBegin() throws Exception {
        var error = throughTheFile(report.broken(Optional.of(StageId.STAGING), "shop", Ending.ERROR, "The router did not come up."));
        var input = throughTheFile(report.broken(Optional.of(StageId.STAGING), "", Ending.BAD_INPUT, "There is no greenlight.yaml."));

        assertThat(error.message()).isEqualTo("The router did not come up.");
        assertThat(error.stages()).singleElement().satisfies(stage -> assertThat(stage.error()).isEqualTo("The router did not come up."));
        assertThat(input.message()).isEqualTo("There is no greenlight.yaml.");
        assertThat(input.stages()).as("nothing was run").isEmpty();
    }
}
