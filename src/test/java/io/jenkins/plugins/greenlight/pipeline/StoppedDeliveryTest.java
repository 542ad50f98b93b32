package io.jenkins.plugins.greenlight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stop asked for while a delivery runs: nothing more begins, people are told, the report says so. */
class StoppedDeliveryTest {
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

    private void askIn(World world, DeployState at) {
        world.crashpoint = (moment, state) -> {
            if (state == at && moment == Crashpoint.Moment.AFTER_ENTRY) {
                delivery.stop.ask();
            }
        };
    }

    private void assertToldAndReported(Ending ending) throws Exception {
        assertThat(delivery.report().ending()).isEqualTo(ending);
        assertThat(delivery.report().message()).startsWith("A stop was asked for");
        assertThat(Delivery.violations(delivery.reportFile())).isEmpty();
        assertThat(delivery.told()).containsExactly(ending.name());
        assertThat(delivery.reportFile().resolveSibling("report.html")).isNotEmptyFile();
    }

    @ParameterizedTest @EnumSource(names = {"SECURITY", "COVERAGE", "IMAGE", "LOAD"})
    void endsTheStageThatMovesNoUsersAndBeginsNoOther(StageId id) throws Exception {
        delivery.when.put("== " + id.title(), delivery.stop::ask);

        int exitCode = delivery.run();

        assertThat(exitCode).isEqualTo(Ending.ERROR.exitCode());
        assertToldAndReported(Ending.ERROR);
        assertThat(ran()).containsExactlyElementsOf(Stream.concat(Arrays.stream(StageId.values()).filter(other -> other.compareTo(id) <= 0),
                Stream.of(StageId.NOTIFY)).toList());
        assertThat(stage(id).ending()).isEqualTo(Ending.ERROR);
        assertThat(stage(id).error()).startsWith("Stopped: A stop was asked for");
        assertThat(delivery.loaded.running).isEmpty();
        assertThat(delivery.production.liveRelease()).contains("r1");
        assertThat(Thread.interrupted()).as("an interrupt was left behind").isFalse();
    }

    @Test void tellsWhereThatTakesNoTimeAndWaitsForNobodyElse() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            delivery.sections.put(StageId.NOTIFY, "notification: {outbox: outbox, timeout: 5m, webhook: {url: \"http://127.0.0.1:"
                    + silent.getLocalPort() + "/\"}}");
            var asking = new Thread(() -> {
                try (var reached = silent.accept()) {
                    reached.getInputStream().read();
                    delivery.stop.ask();
                    reached.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    return; // it hung up, as it should
                }
            });
            asking.start();

            int exitCode = delivery.run();
            asking.join(10_000);

            assertThat(exitCode).isZero();
            assertThat(asking.isAlive()).as("the connection is still open").isFalse();
            assertThat(delivery.told()).containsExactly("DELIVERED");
            assertThat(stage(StageId.NOTIFY).verdict().checks()).extracting(Check::measured).containsExactly("told", "told",
                    "not told: a stop was asked for while it was being told");
        }
    }

    @Test void endsALoadTestInTheMiddle() throws Exception {
        delivery.sections.put(StageId.LOAD, Delivery.load("").replace("duration: 100ms", "duration: 1m"));
        delivery.when.put("Load: 100.0 requests per second to ", delivery.stop::ask);

        int exitCode = delivery.run();

        assertThat(exitCode).isEqualTo(Ending.ERROR.exitCode());
        assertThat(stage(StageId.LOAD).error()).contains("in the middle of it");
        assertThat(delivery.loaded.started).hasSize(1);
        assertThat(delivery.loaded.running).isEmpty();
        assertToldAndReported(Ending.ERROR);
    }

    @Test void bringsUsersInProductionBack() throws Exception {
        askIn(delivery.production, DeployState.WATCHING);

        int exitCode = delivery.run();

        assertThat(exitCode).isEqualTo(Ending.ROLLED_BACK.exitCode());
        assertToldAndReported(Ending.ROLLED_BACK);
        assertThat(delivery.report().deployment().orElseThrow().state()).isEqualTo("ROLLED_BACK");
        assertThat(stage(StageId.PRODUCTION).verdict().checks()).singleElement()
                .satisfies(check -> assertThat(check.advice()).startsWith("A stop was asked for in WATCHING"));
        assertThat(delivery.production.liveRelease()).contains("r1");
    }

    @Test void movesNobodyInProductionWhenItIsStoppedBefore() throws Exception {
        askIn(delivery.production, DeployState.CHECKING);

        int exitCode = delivery.run();

        assertThat(exitCode).isEqualTo(Ending.ERROR.exitCode());
        assertToldAndReported(Ending.ERROR);
        assertThat(delivery.report().deployment().orElseThrow().state()).isEqualTo("ABANDONED");
        assertThat(delivery.production.liveRelease()).contains("r1");
    }

    @Test void doesNotGoOnToProductionAfterAStopInStaging() throws Exception {
        askIn(delivery.staging, DeployState.WATCHING);

        int exitCode = delivery.run();

        assertThat(exitCode).as("nobody's users were taken back").isEqualTo(Ending.ERROR.exitCode());
        assertToldAndReported(Ending.ERROR);
        assertThat(ran()).doesNotContain(StageId.PRODUCTION);
        assertThat(delivery.staging.liveRelease()).contains("r1");
    }

    @Test void saysWhatItDidNotBeginWhenWhatRanWasGood() throws Exception {
        askIn(delivery.staging, DeployState.LIVE);

        int exitCode = delivery.run();

        assertThat(exitCode).isEqualTo(Ending.ERROR.exitCode());
        assertToldAndReported(Ending.ERROR);
        assertThat(delivery.report().message()).contains("Production was not begun");
        assertThat(stage(StageId.STAGING).ending()).isEqualTo(Ending.DELIVERED);
    }

    @Test void isDeliveredWhenEverythingWasDoneAlready() throws Exception {
        askIn(delivery.production, DeployState.LIVE);

        int exitCode = delivery.run();

        assertThat(exitCode).isZero();
        assertToldAndReported(Ending.DELIVERED);
        assertThat(delivery.report().message()).contains("brought to a safe end");
        assertThat(delivery.production.liveRelease()).contains("r2");
    }

    @Test void missesNothingThatIsNotConfigured() throws Exception {
        delivery.without(StageId.IMAGE, StageId.LOAD, StageId.STAGING, StageId.PRODUCTION, StageId.NOTIFY);
        delivery.findings(1);
        delivery.when.put("== Coverage gate", delivery.stop::ask);

        delivery.run();

        assertThat(delivery.report().message()).doesNotContain("not begun");
    }
}
