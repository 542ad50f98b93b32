package io.jenkins.plugins.greenlight.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime.Health;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.RuntimeContract;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container is given and how it is told apart, on a real engine. */
@Tag("slow")
class DockerRuntimeTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    @TempDir Path folder;
    private DockerFixture docker;
    private DockerRuntime runtime;
    private int port;

    @BeforeEach void engineRuns() throws Exception {
        docker = new DockerFixture();
        runtime = docker.runtime();
        port = RuntimeContract.freePort();
        runtime.accept(DockerFixture.digest("one"), DockerFixture.archive("one"));
    }

    @AfterEach void nothingIsLeft() throws Exception {
        if (docker != null) {
            docker.close();
        }
    }

    private Spec spec(String name, Map<String, String> environment) throws IOException {
        return spec(name, environment, Map.of(), Map.of());
    }

    private Spec spec(String name, Map<String, String> environment, Map<String, String> files, Map<String, Path> secrets)
            throws IOException {
        return new Spec(name, new ReleaseId("r1"), DockerFixture.digest("one"), Slot.BLUE, 7, port, environment, "c0ffee", files, secrets);
    }

    private InspectContainerResponse inspect(String name) throws IOException {
        return docker.engine.read("look", client -> client.inspectContainerCmd(docker.container(name)).exec());
    }

    @Test void givesAReleaseItsEnvironmentAndNothingElse() throws Exception {
        var instance = runtime.start(spec("blue-7", Map.of("MINE", "a b=c", "PORT", "1")));

        var answer = docker.ask(instance, "env");

        assertThat(answer.headers().firstValue("X-Greenlight-Release")).contains("r1");
        assertThat(inspect("blue-7").getConfig().getEnv()).containsExactlyInAnyOrder("MINE=a b=c", "PORT=8080", "BIND=0.0.0.0",
                "GREENLIGHT_RELEASE=r1", "PATH=/bin", "FROM_IMAGE=1");
        assertThat(instance.address()).hasToString("http://127.0.0.1:" + port);
    }

    @Test void labelsAndHardensTheContainer() throws Exception {
        docker.site = new DockerSite(docker.site.host(), 9000, "127.0.0.1", 64 << 20, "", "1000:1000");
        var instance = docker.runtime().start(spec("blue-7", Map.of()));

        var made = inspect("blue-7");

        var labels = new HashMap<>(made.getConfig().getLabels());
        assertThat(labels.remove("greenlight.space")).hasSize(8);
        assertThat(labels.remove("greenlight.spec")).hasSize(64);
        assertThat(labels).isEqualTo(Map.ofEntries(Map.entry("greenlight.app", "shop"), Map.entry("greenlight.environment", docker.environment),
                Map.entry("greenlight.name", "blue-7"), Map.entry("greenlight.release", "r1"),
                Map.entry("greenlight.digest", DockerFixture.digest("one").value()), Map.entry("greenlight.slot", "blue"),
                Map.entry("greenlight.role", "candidate"), Map.entry("greenlight.epoch", "7"), Map.entry("greenlight.config", "c0ffee"),
                Map.entry("greenlight.port", "" + port), Map.entry("greenlight.image", made.getImageId())));
        assertThat(made.getHostConfig().getInit()).isTrue();
        assertThat(made.getHostConfig().getRestartPolicy().getName()).isEqualTo("always");
        assertThat(made.getHostConfig().getSecurityOpts()).containsExactly("no-new-privileges");
        assertThat(made.getHostConfig().getMemory()).isEqualTo(64 << 20);
        assertThat(made.getHostConfig().getLogConfig().getConfig()).containsEntry("max-size", "10m");
        assertThat(docker.ask(instance, "user").body()).isEqualTo("1000\n");
    }

    @Test void putsFilesWhereTheReleaseReadsThem() throws Exception {
        docker.site = new DockerSite(docker.site.host(), 9000, "127.0.0.1", 0, "", "1000");
        var deep = "/etc/shop/" + "deep/".repeat(30) + "shop.conf";
        var instance = docker.runtime().start(spec("blue-7", Map.of(), Map.of(deep, "price: 1 €\n", "/tmp/a", "", "/app/variant", "mine"), Map.of()));

        assertThat(docker.ask(instance, "read=" + deep).body()).isEqualTo("price: 1 €\n");
        assertThat(docker.ask(instance, "read=/app/variant").body()).isEqualTo("mine");
        assertThat(docker.ask(instance, "list=" + deep).body()).startsWith("-r--r--r--").contains(" 0        0 ");
        assertThat(docker.ask(instance, "list=/").body()).containsPattern("drwxrwxrwt .* tmp\n");
    }

    @Test void handsASecretOverAsAFileAndShowsItNowhere() throws Exception {
        var secret = Files.writeString(folder.resolve("v3"), "correct-horse-battery");
        var instance = runtime.start(spec("blue-7", Map.of(), Map.of(), Map.of("DATABASE", secret)));

        assertThat(docker.ask(instance, "read=/run/secrets/DATABASE").body()).isEqualTo("correct-horse-battery");
        assertThat(inspect("blue-7").getConfig().getEnv()).contains("DATABASE_FILE=/run/secrets/DATABASE");
        assertThat(inspect("blue-7").getMounts()).allMatch(mount -> Boolean.FALSE.equals(mount.getRW()));
        assertThat(raw("/containers/" + docker.container("blue-7") + "/json")).contains("DATABASE_FILE").doesNotContain("correct-horse");
    }

    @Test void startsNothingWithoutTheFileOfASecret() throws Exception {
        var gone = folder.resolve("gone");

        assertThatThrownBy(() -> runtime.start(spec("blue-7", Map.of(), Map.of(), Map.of("DATABASE", gone)))).isInstanceOf(IOException.class)
                .hasMessageContaining("no file " + gone + " for the secret DATABASE");
        assertThat(states()).isEmpty();
    }

    /** As the engine writes it, not as a client reads it. */
    private String raw(String path) throws Exception {
        try (var channel = java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(docker.docker.socket()))) {
            channel.write(java.nio.ByteBuffer.wrap(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes()));
            return new String(java.nio.channels.Channels.newInputStream(channel).readAllBytes());
        }
    }

    private List<String> states() throws IOException {
        return docker.engine.read("list", client -> client.listContainersCmd().withShowAll(true)
                .withLabelFilter(Map.of("greenlight.environment", docker.environment)).exec()).stream().map(each -> each.getState()).toList();
    }

    @Test void namesThePortThatIsInUseAndWhoUsesIt() throws Exception {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> runtime.start(spec("blue-7", Map.of()))).isInstanceOf(IOException.class)
                    .hasMessageContaining("Port " + port + " on 127.0.0.1 is in use by something that is no container")
                    .hasMessageContaining("so blue-7 was not started. Expected it free");
        }
        runtime.start(spec("blue-6", Map.of()));

        assertThatThrownBy(() -> runtime.start(spec("blue-7", Map.of()))).isInstanceOf(IOException.class)
                .hasMessageContaining("is in use by container " + docker.container("blue-6") + " of release r1");
        assertThat(states()).containsExactly("running");
    }

    @Test void leavesNothingBehindWhenAContainerCannotBeStarted() throws Exception {
        docker.site = new DockerSite(docker.site.host(), 8080, "127.0.0.1", 0, "no-such-network", "");
        assertThatThrownBy(() -> docker.runtime().start(spec("blue-7", Map.of()))).isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-network");
        docker.site = new DockerSite(docker.site.host(), 8080, "127.0.0.1", 0, "", "nobody-here");
        assertThatThrownBy(() -> docker.runtime().start(spec("blue-7", Map.of()))).isInstanceOf(IOException.class)
                .hasMessageContaining("was not started").hasMessageContaining("nobody-here");
        var files = Map.of("/app/run/no-folder", "x");
        assertThatThrownBy(() -> runtime.start(spec("blue-7", Map.of(), files, Map.of()))).isInstanceOf(IOException.class)
                .hasMessageContaining("copy files");

        assertThat(states()).isEmpty();
    }

    @Test void startsAnewWhatAKilledEngineMadeAndNeverStarted() throws Exception {
        var started = runtime.start(spec("blue-7", Map.of("A", "1")));
        var labels = inspect("blue-7").getConfig().getLabels();
        runtime.stop(started, GRACE);
        var id = docker.engine.act("create", client -> client.createContainerCmd("greenlight/shop:" + tag()).withName(docker.container("blue-7"))
                .withLabels(labels).exec()).getId();
        assertThat(runtime.instances()).isEmpty();
        assertThat(runtime.alive(started)).isFalse();
        assertThat(runtime.exit("blue-7")).contains("it was created and never started");

        var again = runtime.start(spec("blue-7", Map.of("A", "1")));

        assertThat(again).isEqualTo(started);
        assertThat(inspect("blue-7").getId()).isNotEqualTo(id);
        assertThat(inspect("blue-7").getConfig().getEnv()).contains("A=1");
        assertThat(states()).containsExactly("running");
    }

    private String tag() throws IOException {
        return docker.engine.read("list", client -> client.listImagesCmd().withReferenceFilter("greenlight/shop:"
                + DockerFixture.digest("one").hex() + "-*").exec()).get(0).getRepoTags()[0].split(":")[1];
    }

    @Test void sweepsUpTheDeadOfOneSlotAndNobodyElse() throws Exception {
        var living = runtime.start(spec("blue-7", Map.of()));
        var labels = new HashMap<>(inspect("blue-7").getConfig().getLabels());
        for (var slot : List.of("blue", "green")) {
            labels.putAll(Map.of("greenlight.name", slot + "-1", "greenlight.slot", slot));
            docker.engine.act("create", client -> client.createContainerCmd("greenlight/shop:" + tag()).withLabels(labels)
                    .withName(docker.container(slot + "-1")).exec());
        }
        docker.engine.act("pause", client -> client.pauseContainerCmd(docker.container("blue-7")).exec());

        runtime.sweep(Slot.BLUE);

        assertThat(states()).containsExactlyInAnyOrder("paused", "created");
        assertThat(runtime.instances()).containsExactly(living);
        runtime.sweep(Slot.GREEN);
        assertThat(states()).containsExactly("paused");
    }

    @Test void stopsADeploymentRatherThanOverlookAContainerNobodyCanExplain() throws Exception {
        runtime.start(spec("blue-7", Map.of()));
        var labels = new HashMap<>(inspect("blue-7").getConfig().getLabels());
        labels.putAll(Map.of("greenlight.name", "blue-8", "greenlight.epoch", "x"));
        var image = "greenlight/shop:" + tag();
        byHand(docker.container("blue-8"), image, labels);
        assertThatThrownBy(() -> runtime.instances()).isInstanceOf(IOException.class)
                .hasMessageContaining(docker.container("blue-8") + " runs, but its labels do not explain it");
        docker.engine.act("remove", client -> client.removeContainerCmd(docker.container("blue-8")).withForce(true).exec());

        byHand(docker.container("green-9"), image, Map.of());
        assertThatThrownBy(() -> runtime.instances()).isInstanceOf(IOException.class)
                .hasMessageContaining(docker.container("green-9")).hasMessageContaining("stop it by hand");
        assertThatThrownBy(() -> runtime.start(new Spec("green-9", new ReleaseId("r1"), DockerFixture.digest("one"), Slot.GREEN, 9,
                RuntimeContract.freePort(), Map.of()))).isInstanceOf(IOException.class).hasMessageContaining("Expected the name free");
    }

    private void byHand(String name, String image, Map<String, String> labels) throws IOException {
        var id = docker.engine.act("create", client -> client.createContainerCmd(image).withName(name).withLabels(labels)
                .withEnv("PORT=1", "BIND=127.0.0.1").exec()).getId();
        docker.engine.act("start", client -> client.startContainerCmd(id).exec());
    }

    @Test void seesNeitherAnotherEnvironmentNorAnotherInstallation() throws Exception {
        var mine = runtime.start(spec("blue-7", Map.of()));
        var elsewhere = new DockerRuntime("shop", docker.environment, "elsewhere", docker.site, docker.engine, java.time.Clock.systemUTC(),
                pause -> Thread.sleep(pause.toMillis()));

        assertThat(elsewhere.instances()).isEmpty();
        assertThat(elsewhere.alive(mine)).isFalse();
        elsewhere.stop(mine, GRACE);
        assertThatThrownBy(() -> elsewhere.start(new Spec("blue-7", new ReleaseId("r1"), DockerFixture.digest("one"), Slot.BLUE, 7,
                RuntimeContract.freePort(), Map.of()))).hasMessageContaining("Expected the name free");

        assertThat(runtime.alive(mine)).isTrue();
    }

    @Test void findsAContainerThatWasRenamedByHand() throws Exception {
        var mine = runtime.start(spec("blue-7", Map.of()));
        docker.engine.act("rename", client -> client.renameContainerCmd(docker.container("blue-7")).withName("other-" + docker.environment).exec());

        assertThat(docker.runtime().instances()).containsExactly(mine);
        runtime.stop(mine, GRACE);
        assertThat(states()).isEmpty();
    }

    @Test void saysWhatTheImagesOwnHealthCheckSays() throws Exception {
        var check = Map.of("Test", List.of("CMD", "/bin/cat", "/tmp/well"), "Interval", 200_000_000L, "Retries", 2);
        var archive = DockerFixture.archive("checked", Map.of("Healthcheck", check));
        runtime.accept(DockerFixture.digest("checked"), archive);
        var sick = runtime.start(new Spec("blue-8", new ReleaseId("r1"), DockerFixture.digest("checked"), Slot.BLUE, 8, port, Map.of()));
        var well = runtime.start(new Spec("green-9", new ReleaseId("r1"), DockerFixture.digest("checked"), Slot.GREEN, 9,
                RuntimeContract.freePort(), Map.of(), "", Map.of("/tmp/well", "yes"), Map.of()));

        DockerFixture.await(() -> runtime.health(well) == Health.HEALTHY);
        DockerFixture.await(() -> runtime.health(sick) == Health.UNHEALTHY);
        assertThat(runtime.alive(sick)).isTrue();
    }

    @Test void refusesNamesThatAreNone() {
        for (var name : List.of("", "../x", "a/b", ".hidden", "a b", "x".repeat(101))) {
            assertThatThrownBy(() -> runtime.lastLines(name, 1)).as(name).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> runtime.start(spec(name, Map.of()))).as(name).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
