package io.jenkins.plugins.greenlight.deploy;

import com.github.dockerjava.api.model.Container;
import io.jenkins.plugins.greenlight.deploy.docker.BusyboxImage;
import io.jenkins.plugins.greenlight.deploy.docker.DockerRuntime;
import io.jenkins.plugins.greenlight.deploy.haproxy.HaproxyFixture;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A real Docker Engine, a real HAProxy and a folder for the state, in an environment of its own. */
final class RealPlace implements AutoCloseable {
    static final String HEADER = "X-Greenlight-Release";
    static final String PAGE = "/cgi-bin/status";
    private static final Set<String> LIVING = Set.of("running", "paused", "restarting");

    final String environment = "h" + UUID.randomUUID().toString().substring(0, 8);
    final Map<Slot, Integer> slots = Map.of(Slot.BLUE, LoopbackPorts.free(), Slot.GREEN, LoopbackPorts.free());
    final DockerEngine docker;
    final HaproxyFixture haproxy;
    final StateStore store;
    final Ports ports;
    final TestArchive image = BusyboxImage.archive("histories");
    final Path archive;
    private final Path folder;
    private final DockerSite site;

    /** Whether the Docker Engine runs it, or will again by itself. */
    record Seen(String id, Slot slot, String release, boolean living) { }

    RealPlace(Path folder) throws Exception {
        this.folder = folder;
        var usual = DockerSite.USUAL;
        var host = PrivateDocker.ready().host();
        this.site = new DockerSite(host, usual.port(), usual.bind(), usual.memoryBytes(), usual.network(), usual.user());
        this.docker = DockerEngine.at(host);
        this.haproxy = new HaproxyFixture(folder, true, slots, PAGE);
        this.store = new DirectoryStore(Files.createDirectories(folder.resolve("state")));
        this.archive = image.write(folder.resolve("image.tar"));
        this.ports = LocalPorts.at(folder, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** As another engine has it. */
    DockerRuntime runtime() {
        return new DockerRuntime("shop", environment, folder.toString(), site, docker, ports.clock(), ports.pause());
    }

    /** As short as it can be and still be judged. */
    DeploySettings settings(String health, Map<String, String> variables) {
        var places = new DeploySite(DeploySite.DOCKER, slots, RouterSite.of(haproxy.site), Optional.of(site),
                folder.resolve("state").toString(), "", "");
        return new DeploySettings(places, new DeploySettings.Health(health, 2, Duration.ofMillis(100), Duration.ofSeconds(10)),
                List.of("GET " + PAGE), new DeploySettings.Watch(Duration.ofSeconds(1), Duration.ofMillis(250), 20,
                        Expectations.parse("errors < 5%")), ReleaseConfig.of(variables), HEADER, Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    /** Every container of this environment, dead ones too. */
    List<Seen> containers() throws IOException {
        return docker.read("list", client -> client.listContainersCmd().withShowAll(true)
                .withLabelFilter(Map.of("greenlight.environment", environment)).exec()).stream().map(RealPlace::seen).toList();
    }

    private static Seen seen(Container container) {
        return new Seen(container.getId(), Slot.of(container.getLabels().get("greenlight.slot")),
                container.getLabels().get("greenlight.release"),
                LIVING.contains(container.getState()));
    }

    Optional<Slot> live() throws IOException, InterruptedException {
        return haproxy.router().route().live();
    }

    @Override public void close() throws IOException {
        haproxy.close();
        for (var seen : containers()) {
            docker.act("remove", client -> client.removeContainerCmd(seen.id()).withForce(true).withRemoveVolumes(true).exec());
        }
        docker.close();
    }
}
