package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.VirtualTime;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.deploy.process.RouterClient;
import io.jenkins.plugins.greenlight.deploy.process.RouterServer;
import io.jenkins.plugins.greenlight.local.JdkHttp;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** rollback, resume and adopt with a router in this JVM and releases that do not run; EnvironmentReportTest has real ones. */
class EnvironmentWorkTest {
    @TempDir Path workspace;
    private final VirtualTime time = new VirtualTime();
    private World world;
    private int door;
    private int admin;

    @AfterEach void stopTheRouter() throws Exception {
        new DemoDaemons(LocalPorts.at(workspace, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)), workspace)
                .stopAll();
    }

    @BeforeEach void aConfiguration() throws Exception {
        world = new World(workspace.resolve("state/shop/production"), "production", 80, time);
        door = LoopbackPorts.free();
        admin = LoopbackPorts.free();
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\n"
                + "production: {slots: {blue: 1, green: 2}, router: {port: " + door + ", admin: " + admin
                + "}, state: state, watch: {checks: [\"errors < 2%\"]}}\n");
    }

    private RouterServer router(String environment) throws Exception {
        var name = RouterProcess.name(workspace.resolve("state/shop/production/router"), environment);
        var router = RouterServer.start(new RouterServer.Settings(name, door, admin, Map.of(Slot.BLUE, 1, Slot.GREEN, 2),
                workspace.resolve("route.json")));
        new RouterClient(new JdkHttp(), router.frontPort(), router.adminPort(), name).send(Slot.BLUE, false, 1);
        return router;
    }

    private Console run(String line) {
        var more = Stream.of("-w", workspace.toString(), "--nonce", "n-1");
        return Console.run(Stream.concat(Stream.of(line.split(" ")), more).toArray(String[]::new));
    }

    private DeliveryReport report(Console console) throws Exception {
        var report = ReportJson.read(Files.readString(workspace.resolve("told/report.json")), "n-1");
        assertThat(report.ending().exitCode()).isEqualTo(console.exitCode());
        assertThat(workspace.resolve("told/report.html")).exists();
        return report;
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "adopt --reason known", "retire"})
    void reportsWhatAPersonMustSettle(String command) throws Exception {
        world.deploy(1);

        Console console;
        try (var router = router("shop/production")) {
            console = run(command + " --out told");
        }

        assertThat(console.exitCode()).isEqualTo(13);
        assertThat(report(console).app()).isEqualTo("shop");
        assertThat(console.output()).contains(report(console).message());
        assertThat(report(console).stages()).singleElement().satisfies(stage -> assertThat(stage.id()).isEqualTo(StageId.PRODUCTION));
    }

    @Test void writesNoReportThatNobodyAskedFor() throws Exception {
        world.deploy(1);

        try (var router = router("shop/production")) {
            assertThat(run("resume").exitCode()).isEqualTo(13);
        }

        assertThat(workspace.toFile().list()).containsExactlyInAnyOrder("greenlight.yaml", "state", "route.json");
    }

    @Test void reportsThatSomebodyElseDeploys() throws Exception {
        world.deploy(1);
        time.pause(Duration.between(time.instant(), Instant.now()));
        world.leaseHeldBy("somebody");

        Console console;
        try (var router = router("shop/production")) {
            console = run("rollback --out told");
        }

        assertThat(console.errors()).contains("Another deployment holds the lease").contains("BLOCKED (exit code 20)");
        assertThat(report(console).ending()).isEqualTo(Ending.BLOCKED);
        assertThat(report(console).message()).contains("Another deployment holds the lease").contains("somebody");
    }

    @Test void unlocksALeaseThatAWrongClockKeepsAlive() throws Exception {
        world.deploy(1);
        time.pause(Duration.between(time.instant(), Instant.now().plus(Duration.ofHours(1))));
        world.leaseHeldBy("somebody");

        try (var router = router("shop/production")) {
            var kept = run("retire --out told");
            var unlock = Console.run("unlock", "-w", workspace.toString(), "--reason", "its clock was an hour ahead");
            var free = run("retire");

            assertThat(kept.exitCode()).isEqualTo(20);
            assertThat(report(kept).message()).contains("s ahead of the clock here", "greenlight unlock").doesNotContain("is free in");
            assertThat(unlock.exitCode()).as(unlock.errors()).isZero();
            assertThat(unlock.output()).contains("the lease was taken from somebody (process 4711 on elsewhere), epoch 2");
            assertThat(free.exitCode()).as("nothing runs here, and nobody is in the way").isEqualTo(13);
        }
    }

    @Test void unlocksNothingWithoutTheRouterThatIsToRefuseTheOther() throws Exception {
        world.deploy(1);
        time.pause(Duration.between(time.instant(), Instant.now()));
        world.leaseHeldBy("somebody");
        var before = world.store.read("lease");

        Console console;
        try (var router = router("cart/production")) {
            console = Console.run("unlock", "-w", workspace.toString(), "--reason", "gone");
        }

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(world.store.read("lease")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"testing", "staging", "--config other.yaml", "--with none.json"})
    void reportsBadInput(String wrong) throws Exception {
        var console = run("resume " + wrong + " --out told");

        assertThat(report(console).ending()).isEqualTo(Ending.BAD_INPUT);
        assertThat(console.errors()).contains(report(console).message());
    }

    @Test void reportsAnEmptyReasonAndTouchesNothing() throws Exception {
        var console = Console.run("adopt", "-w", workspace.toString(), "--nonce", "n-1", "--reason", " ", "--out", "told");

        assertThat(report(console).message()).startsWith("--reason is empty");
        assertThat(workspace.resolve("state/shop/production/router")).doesNotExist();
    }

    @Test void asksForNoRunWithoutAName() throws Exception {
        var console = Console.run("resume", "-w", workspace.toString(), "--nonce", "n-1", "--run", "", "--out", "told");

        assertThat(report(console).message()).startsWith("--run is empty");
        assertThat(workspace.resolve("state/shop/production/router")).doesNotExist();
    }

    @Test void reportsThatItCouldNotBegin() throws Exception {
        world.deploy(1);

        Console console;
        try (var router = router("cart/production")) {
            console = run("resume --out " + workspace.resolve("told"));
        }

        assertThat(report(console).ending()).isEqualTo(Ending.ERROR);
        assertThat(console.errors()).contains(report(console).message());
        assertThat(report(console).stages()).singleElement().satisfies(stage -> assertThat(stage.error()).isNotEmpty());
    }

    @Test void tellsWhatWentWrongEvenIfItCannotBeReported() throws Exception {
        Files.writeString(workspace.resolve("told"), "in the way");

        var console = run("resume staging --out told");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).contains("WARNING: The report could not be written: ");
        assertThat(console.errors()).contains("no section staging");
    }
}
