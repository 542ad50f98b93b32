package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.VirtualTime;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.deploy.process.RouterClient;
import io.jenkins.plugins.greenlight.deploy.process.RouterServer;
import io.jenkins.plugins.greenlight.local.JdkHttp;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCommandTest {
    @TempDir Path workspace;
    private World world;
    private int door;
    private int admin;

    @BeforeEach void aConfiguration() throws Exception {
        world = new World(workspace.resolve("state/shop/production"), "production", 80, new VirtualTime());
        door = LoopbackPorts.free();
        admin = LoopbackPorts.free();
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\n"
                + "production: {slots: {blue: 1, green: 2}, router: {port: " + door + ", admin: " + admin
                + "}, state: state, watch: {checks: [\"errors < 2%\"]}}\n");
    }

    private Console status(String... more) {
        var first = Stream.of("status", "-w", workspace.toString());
        return Console.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    private Console statusBeside(Slot routed) throws Exception {
        var name = RouterProcess.name(workspace.resolve("state/shop/production/router"), "shop/production");
        try (var router = RouterServer.start(new RouterServer.Settings(name, door, admin, Map.of(Slot.BLUE, 1, Slot.GREEN, 2),
                workspace.resolve("route.json")))) {
            new RouterClient(new JdkHttp(), router.frontPort(), router.adminPort(), name).send(routed, false, 9);
            return status();
        }
    }

    @Test void tellsHowAnEnvironmentStands() throws Exception {
        world.deploy(1);
        world.deploy(2);

        var console = statusBeside(Slot.GREEN);

        assertThat(console.output()).contains("live      r2 in green").contains("previous  r1 in blue")
                .contains("router    green at http://127.0.0.1:" + door).contains("last      production-2, entry ")
                .contains("LIVE: r2 was watched")
                .containsPattern("audit     \\d+ lines, head [0-9a-f]{64}").doesNotContain("unfinished").doesNotContain("lease ")
                .contains("r2 in green is live and does not run");
        assertThat(console.exitCode()).isEqualTo(13);
    }

    @Test void needsAPersonWhenRouterAndJournalDiffer() throws Exception {
        world.deploy(1);

        var console = statusBeside(Slot.GREEN);

        assertThat(console.exitCode()).isEqualTo(13);
        assertThat(console.output()).contains("previous  none, there is no way back").contains("says blue");
    }

    @Test void needsAPersonAfterAHalt() throws Exception {
        world.runtime.errorPercent.put(World.release(1).id(), 30);
        world.deploy(1);

        var console = statusBeside(Slot.BLUE);

        assertThat(console.exitCode()).isEqualTo(13);
        assertThat(console.output()).contains("HALTED: ");
    }

    @Test void startsNothingToTellThatTheRouterIsDown() throws Exception {
        world.deploy(1);

        var console = status();

        assertThat(console.exitCode()).isEqualTo(13);
        assertThat(console.output()).contains("router    sends users to nobody at").contains("live      r1 in blue");
        assertThat(workspace.resolve("state/shop/production/router")).doesNotExist();
    }

    @Test void tellsWhatIsUnfinished() throws Exception {
        world.deploy(1);
        world.crashpoint = (moment, state) ->
                world.store.full |= state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY;
        world.deploy(2);

        var console = statusBeside(Slot.GREEN);

        assertThat(console.output()).contains("unfinished: production-2 in WATCHING. If its engine is dead: greenlight resume");
    }

    @Test void needsNoConfigurationBesideTheState() throws Exception {
        world.deploy(1);
        Files.delete(workspace.resolve("greenlight.yaml"));

        assertThat(status("--state", workspace.resolve("state").toString()).output()).contains("live      r1 in blue")
                .contains("http://127.0.0.1:80");
        assertThat(status().errors()).contains("There is no greenlight.yaml in").contains("--state");
    }

    @Test void takesTheWholeEnvironmentFromAnOverlay() throws Exception {
        world.deploy(1);
        Files.move(workspace.resolve("greenlight.yaml"), workspace.resolve("with.yaml"));

        assertThat(status("--with", "with.yaml").output()).contains("live      r1 in blue");
        assertThat(status().errors()).contains("There is no greenlight.yaml in").contains("--with").contains("--state");
    }

    @Test void laysNothingOverTheState() throws Exception {
        world.deploy(1);

        var console = status("--state", workspace.resolve("state").toString(), "--with", "with.yaml");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("--with lies over a configuration, and --state reads none.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "testing | \"testing\" is no environment. Expected staging or production.",
        "staging | The configuration has no section staging.",
        "--state=STATE --app=other | The journal of other in",
        "staging --state=STATE | holds no application with a staging",
        "--state=NOWHERE | holds no application with a production",
    })
    void isBadInputWhereThereIsNoSuchEnvironment(String line, String message) throws Exception {
        var args = line.replace("STATE", workspace.resolve("state").toString()).replace("NOWHERE", workspace.resolve("no").toString());

        var console = status(args.split(" "));

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains(message).contains("BAD_INPUT (exit code 2)");
    }

    @Test void asksWhichOfSeveralApplications() throws IOException {
        Files.createDirectories(workspace.resolve("state/cart/production"));
        Files.createDirectories(workspace.resolve("state/shop/production"));

        var console = status("--state", workspace.resolve("state").toString());

        assertThat(console.errors()).contains("holds [cart, shop] with a production. Expected one; name it with --app.");
    }

    @Test void adoptsNothingWithoutAReason() {
        var console = Console.run("adopt", "-w", workspace.toString(), "--reason", " ");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("--reason is empty");
    }

    @Test void demandsGreenlightsOwnCheckoutForTheDemo() {
        var console = Console.run("demo", "--checkout", workspace.toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("There is no samples/shop in").contains("--checkout");
        assertThat(List.of(workspace.toFile().list())).containsExactlyInAnyOrder("greenlight.yaml");
    }
}
