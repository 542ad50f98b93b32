package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Container;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.haproxy.ConfigFile;
import io.jenkins.plugins.greenlight.deploy.haproxy.HaproxyProcess;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Containers of a real Docker Engine and a real HAProxy, configured by {@code router init}. */
final class DockerParts implements SiteParts {
    final DockerEngine engine;
    final HaproxyProcess haproxy;
    final Path map;
    final Path socket;
    private final PrivateDocker docker;
    private final TestSite site;
    private final Path config;
    /** They stay as their engine left them, for a person to look at. */
    private final List<String> killed = new ArrayList<>();

    DockerParts(TestSite site, PrivateDocker docker) {
        this.site = site;
        this.docker = docker;
        engine = DockerEngine.at(docker.host());
        var folder = site.folder.resolve("haproxy");
        map = folder.resolve("live.map");
        socket = folder.resolve("s");
        config = folder.resolve("haproxy.cfg");
        haproxy = new HaproxyProcess(config, socket, folder.resolve("log"));
    }

    /** On the engine that all tests share; skips the test, with the reason, where one of the parts cannot be had. */
    static DockerParts of(TestSite site) throws Exception {
        return new DockerParts(site, PrivateDocker.ready());
    }

    @Override public String yaml() {
        return """
                  target: docker
                  docker: {host: "%s"}
                  slots: {blue: %d, green: %d}
                  router: {haproxy: {map: %s, socket: %s, port: %d}}
                """.formatted(docker.host(), site.slotPort(Slot.BLUE), site.slotPort(Slot.GREEN), map, socket, site.userPort());
    }

    @Override public void begin() throws Exception {
        assumeTrue(ConfigFile.haproxy().isPresent(), "HAProxy is not installed");
        var said = TestSite.run("router", "init", "--workspace", site.workspace(site.yaml(TestSite.Mode.GOOD)).toString(),
                "--run-as", "", "--out", config.toString());
        assertThat(said.exitCode()).as(said.text()).isZero();
        haproxy.start();
    }

    @Override public void kill(Runtime.Instance instance) throws Exception {
        var container = container(instance.release().value());
        engine.act("kill", client -> client.killContainerCmd(container.getId()).exec());
        killed.add(instance.release().value());
    }

    /** The only one of this release, stopped or not. */
    Container container(String release) throws IOException {
        var found = containers().stream().filter(each -> release.equals(each.getLabels().get("greenlight.release"))).toList();
        assertThat(found).as("containers of " + release).hasSize(1);
        return found.get(0);
    }

    /** All of this site by name or label, stopped ones too, whoever made them. */
    List<Container> containers() throws IOException {
        return engine.read("list", client -> client.listContainersCmd().withShowAll(true).exec()).stream()
                .filter(each -> site.app.equals(each.getLabels().get("greenlight.app"))
                        || Stream.of(each.getNames()).anyMatch(name -> name.contains(site.app))).toList();
    }

    @Override public void assertNothingBut(List<String> releases) throws Exception {
        assertThat(containers()).extracting(each -> each.getLabels().get("greenlight.release"))
                .filteredOn(release -> releases.contains(release) || !killed.contains(release))
                .containsExactlyInAnyOrderElementsOf(releases);
        var rows = haproxy.rows(map);
        assertThat(rows).as("rows in HAProxy").hasSize(1);
        assertThat(rows.get(0)).startsWith("live " + site.app + "-production-");
        assertThat(Files.readAllLines(map)).as("rows in the file").isEqualTo(rows);
    }

    @Override public void end() throws IOException, InterruptedException {
        haproxy.close();
        for (var left : containers()) {
            engine.act("remove", client -> client.removeContainerCmd(left.getId()).withForce(true)
                    .withRemoveVolumes(true).exec());
        }
        engine.close();
    }
}
