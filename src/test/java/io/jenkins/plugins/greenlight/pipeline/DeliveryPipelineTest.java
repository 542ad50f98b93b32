package io.jenkins.plugins.greenlight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryPipelineTest {
    private static final String FINDINGS = "target/greenlight/report/security/findings.";
    private static final ImageDigest BUILT_BEFORE = new ImageDigest("sha256:" + "ab".repeat(32));

    @TempDir Path folder;
    private Delivery delivery;

    @BeforeEach void releaseOneIsLive() throws Exception {
        delivery = new Delivery(folder);
        delivery.staging.deploy(1);
        delivery.production.deploy(1);
    }

    @AfterEach void end() {
        delivery.close();
    }

    private List<StageId> ran() throws Exception {
        return delivery.report().stages().stream().map(StageResult::id).toList();
    }

    private StageResult stage(StageId id) throws Exception {
        return delivery.report().stages().stream().filter(stage -> stage.id() == id).findFirst().orElseThrow();
    }

    private static ImageDigest digest(World world, String release) {
        return world.runtime.running.values().stream().filter(i -> i.release().equals(new ReleaseId(release))).findFirst().orElseThrow()
                .digest();
    }

    @Test void handsTheImageItBuiltToLoadStagingAndProduction() throws Exception {
        delivery.run();

        var built = new ImageDigest(delivery.report().digest().orElseThrow());
        assertThat(delivery.loaded.started).singleElement().satisfies(spec -> {
            assertThat(spec.digest()).isEqualTo(built);
            assertThat(spec.release()).isEqualTo(new ReleaseId("r2"));
        });
        assertThat(delivery.loaded.running).as("what was loaded is stopped").isEmpty();
        assertThat(digest(delivery.staging, "r2")).isEqualTo(built);
        assertThat(digest(delivery.production, "r2")).isEqualTo(built);
    }

    @Test void listsEveryFileThatItsStagesReadOrMade() throws Exception {
        delivery.run();

        assertThat(delivery.report().artifacts()).extracting(a -> a.stage().orElseThrow() + " " + a.mediaType() + " "
                + a.path().replaceAll("[^/]*-n-1", "TIME-n-1")).containsExactly(
                "SECURITY application/sarif+json scan.sarif", "SECURITY application/sarif+json " + FINDINGS + "sarif",
                "SECURITY text/markdown " + FINDINGS + "md", "SECURITY application/json " + FINDINGS + "json", "COVERAGE application/xml jacoco.xml",
                "COVERAGE application/json target/greenlight/report/coverage/coverage.json",
                "COVERAGE text/markdown target/greenlight/report/coverage/coverage.md",
                "IMAGE application/x-tar target/greenlight/image.tar", "NOTIFY application/json outbox/TIME-n-1.json");
        for (var artifact : delivery.report().artifacts()) {
            var file = folder.resolve("workspace").resolve(artifact.path());
            assertThat(artifact.sha256()).isEqualTo(Sha256.of(file));
            assertThat(artifact.bytes()).hasValue(Files.size(file));
        }
    }

    @Test void listsWhatItCouldNotRead() throws Exception {
        delivery.write("scan.sarif", "neither JSON nor XML");

        delivery.run(EnumSet.of(StageId.SECURITY));

        assertThat(delivery.report().artifacts()).extracting(a -> a.mediaType() + " " + a.path())
                .startsWith("application/octet-stream scan.sarif").hasSize(4);
    }

    @Test void saysWhatTheListLeavesOutForItsName() throws Exception {
        Files.move(folder.resolve("workspace/scan.sarif"), folder.resolve("workspace/scan\\.sarif"));
        delivery.sections.put(StageId.SECURITY, "security: {reports: ['*.sarif'], checks: [\"critical == 0\"]}");

        delivery.run(EnumSet.of(StageId.SECURITY));

        assertThat(delivery.report().artifacts()).extracting("path").startsWith("scan\\.sarif").hasSize(4);
        assertThat(delivery.reportFile().resolveSibling("artifacts.json")).content()
                .contains("report.html").doesNotContain("scan");
        assertThat(delivery.said).anyMatch(line -> line.startsWith("scan\\.sarif is not in artifacts.json"));
    }

    @Test void tellsWhatWasAskedForAndIsNotConfigured() throws Exception {
        delivery.sections.remove(StageId.LOAD);
        delivery.sections.remove(StageId.STAGING);

        delivery.run();

        assertThat(delivery.report().notConfigured()).containsExactly(StageId.LOAD, StageId.STAGING);
    }

    @Test void tellsInItsReportWhereTheLastDeploymentStands() throws Exception {
        delivery.run();

        var deployed = delivery.report().deployment().orElseThrow();
        assertThat(List.of(deployed.environment(), deployed.state(), deployed.release(), deployed.slot(), deployed.previous()))
                .containsExactly("production", "LIVE", "r2", "green", "r1");
        assertThat(delivery.report().audit().orElseThrow().length()).isPositive();
    }

    @Test void leavesItsNonceWithEveryDeployment() throws Exception {
        delivery.run();

        for (var environment : List.of("staging", "production")) {
            var target = delivery.open("shop", environment, null);
            assertThat(new Deployer(target).resume(Delivery.NONCE).delivered()).as(environment).isTrue();
            assertThat(new Deployer(target).resume("another").delivered()).as(environment).isFalse();
        }
    }

    @Test void runsBothGatesOnTheCommitAlthoughTheFirstSaysNo() throws Exception {
        delivery.findings(1);
        delivery.covered(79);

        delivery.run();

        assertThat(ran()).containsExactly(StageId.SECURITY, StageId.COVERAGE, StageId.NOTIFY);
        assertThat(stage(StageId.COVERAGE).ending()).isEqualTo(Ending.GATE_FAILED);
    }

    @Test void runsNothingAfterAStopButNotify() throws Exception {
        delivery.staging.runtime.unhealthy.add(new ReleaseId("r2"));

        delivery.run();

        assertThat(ran()).containsExactly(StageId.SECURITY, StageId.COVERAGE, StageId.IMAGE, StageId.LOAD, StageId.STAGING, StageId.NOTIFY);
        assertThat(delivery.production.liveRelease()).contains("r1");
        assertThat(delivery.production.runtime.images).containsExactly(World.release(1).digest());
    }

    @Test void runsNoStageThatIsNotConfigured() throws Exception {
        delivery.without(StageId.SECURITY, StageId.LOAD, StageId.STAGING, StageId.NOTIFY);

        delivery.run();

        assertThat(ran()).containsExactly(StageId.COVERAGE, StageId.IMAGE, StageId.PRODUCTION);
        assertThat(delivery.report().ending()).isEqualTo(Ending.DELIVERED);
    }

    @Test void deploysAnImageBuiltBeforeByItsDigest() throws Exception {
        delivery.without(StageId.IMAGE);

        delivery.run(Set.of(StageId.PRODUCTION), "--digest", BUILT_BEFORE.value(), "--archive", "image.tar");

        var name = Delivery.COMMIT.substring(0, 12) + "-abababab";
        assertThat(ran()).containsExactly(StageId.PRODUCTION);
        assertThat(delivery.report().release()).contains(name);
        assertThat(digest(delivery.production, name)).isEqualTo(BUILT_BEFORE);
    }

    @Test void takesTheConfiguredArchiveOfAnImageBuiltBefore() throws Exception {
        delivery.run(Set.of(StageId.STAGING), "--digest", BUILT_BEFORE.value(), "--release", "again");

        assertThat(delivery.report().ending()).isEqualTo(Ending.DELIVERED);
        assertThat(digest(delivery.staging, "again")).isEqualTo(BUILT_BEFORE);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOAD", "STAGING", "PRODUCTION"})
    void saysHowToNameAnImageWhereThereIsNone(StageId id) throws Exception {
        delivery.run(Set.of(id));

        assertThat(delivery.report().ending()).isEqualTo(Ending.ERROR);
        assertThat(stage(id).error()).startsWith("There is no image to ").contains("Expected an image section").contains("--digest");
    }

    @ParameterizedTest
    @EnumSource
    void isInconclusiveWhereTheStageAskedForIsNotConfigured(StageId id) throws Exception {
        delivery.without(StageId.values());

        delivery.run(Set.of(id));

        assertThat(delivery.report().ending()).isEqualTo(Ending.INCONCLUSIVE);
        assertThat(delivery.report().message()).startsWith("No stage ran.");
    }

    @Test void doesNotBelieveTheFiguresOfAnotherRelease() throws Exception {
        var elsewhere = delivery.loaded.serve(0, "r7");
        delivery.sections.put(StageId.LOAD, Delivery.load("url: \"" + elsewhere + "\", "));

        delivery.run();

        assertThat(delivery.report().ending()).isEqualTo(Ending.INCONCLUSIVE);
        assertThat(stage(StageId.LOAD).verdict().checks()).anyMatch(check -> check.measured().contains("r7"));
        assertThat(delivery.loaded.started).isEmpty();
    }

    @Test void loadsThisReleaseWhereItRunsAlready() throws Exception {
        var there = delivery.loaded.serve(0, "r2");
        delivery.sections.put(StageId.LOAD, Delivery.load("url: \"" + there + "\", "));

        delivery.run(EnumSet.of(StageId.IMAGE, StageId.LOAD), "--release", "r2");

        assertThat(delivery.report().ending()).isEqualTo(Ending.DELIVERED);
    }

    @Test void stopsWhatDeadLoadTestsLeftBehindAndNothingElse() throws Exception {
        var self = new LocalDaemons().self();
        var ours = "load-" + self.pid() + "-" + (self.startMillis() + 1);
        for (var name : List.of(ours, "load-999999999-1", "load-1", "by-hand-here", "load-x-1")) {
            delivery.loaded.running.add(new Runtime.Instance(name, new ReleaseId("old"), BUILT_BEFORE, Slot.BLUE, 0,
                    URI.create("http://x/")));
        }

        delivery.run(EnumSet.of(StageId.IMAGE, StageId.LOAD));

        assertThat(delivery.loaded.running).extracting(Runtime.Instance::name).containsExactly("load-1", "by-hand-here", "load-x-1");
        assertThat(delivery.said).contains("Stopping load-999999999-1, which an earlier load test left behind");
    }

    @Test void saysWhatDoesNotStopAfterItsLoadTest() throws Exception {
        delivery.loaded.refusesStop = true;

        delivery.run();

        assertThat(delivery.report().ending()).isEqualTo(Ending.ERROR);
        assertThat(stage(StageId.LOAD).error()).contains("could not be started or stopped").contains("does not stop");
    }

    @Test void saysWhatKeepsAnEnvironmentFromBeingOpened() throws Exception {
        delivery.closed = true;

        delivery.run();

        assertThat(delivery.report().ending()).isEqualTo(Ending.ERROR);
        assertThat(stage(StageId.STAGING).error()).isEqualTo("The router of staging did not come up.");
    }

    @Test void refusesTheNameOfALiveReleaseForAnotherImage() throws Exception {
        delivery.without(StageId.STAGING);

        delivery.run(EnumSet.allOf(StageId.class), "--release", "r1");

        assertThat(delivery.report().ending()).isEqualTo(Ending.ERROR);
        assertThat(stage(StageId.PRODUCTION).report().orElseThrow().summary()).contains("A release named r1 is live with another image");
        assertThat(delivery.production.liveRelease()).contains("r1");
    }
}
