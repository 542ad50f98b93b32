package io.jenkins.plugins.greenlight.deploy.docker;

import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime.Instance;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.local.TestProcess;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Two images, and an environment of a test's own on the shared engine. */
final class DockerFixture implements AutoCloseable {
    private static final Map<String, TestArchive> IMAGES = new java.util.concurrent.ConcurrentHashMap<>();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    final PrivateDocker docker;
    final DockerEngine engine;
    final String environment = "test-" + UUID.randomUUID().toString().substring(0, 8);
    DockerSite site;

    DockerFixture() throws Exception {
        this(PrivateDocker.ready());
    }

    DockerFixture(PrivateDocker docker) {
        this.docker = docker;
        this.engine = DockerEngine.at(docker.host());
        var usual = DockerSite.USUAL;
        this.site = new DockerSite(docker.host(), usual.port(), usual.bind(), usual.memoryBytes(), usual.network(), usual.user());
    }

    DockerRuntime runtime() {
        return new DockerRuntime("shop", environment, "here", site, engine, Clock.systemUTC(),
                pause -> Thread.sleep(pause.toMillis()));
    }

    static Path archive(String variant) throws IOException {
        return archive(variant, Map.of());
    }

    static synchronized Path archive(String variant, Map<String, Object> config) throws IOException {
        var file = TestProcess.folder("docker-images").resolve(variant + ".tar");
        if (!IMAGES.containsKey(variant)) {
            var made = BusyboxImage.archive(variant, config);
            made.write(file);
            IMAGES.put(variant, made);
        }
        return file;
    }

    static ImageDigest digest(String variant) throws IOException {
        archive(variant);
        return IMAGES.get(variant).digest();
    }

    String container(String name) {
        return "greenlight-shop-" + environment + "-" + name;
    }

    /** Tells it once to kill itself: it may die before it has answered, and must not be told again when it is back. */
    void kill(Instance instance) throws Exception {
        ask(instance, "x");
        try {
            HTTP.send(asking(instance, "kill"), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            return; // it is dead
        }
    }

    private static HttpRequest asking(Instance instance, String query) {
        return HttpRequest.newBuilder(URI.create(instance.address() + "/cgi-bin/status?" + query)).timeout(Duration.ofSeconds(10)).build();
    }

    /** Again until it answers, for 30 s. */
    HttpResponse<String> ask(Instance instance, String query) throws Exception {
        var deadline = Instant.now().plusSeconds(30);
        while (true) {
            try {
                return HTTP.send(asking(instance, query), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    static void await(Condition condition) throws Exception {
        var deadline = Instant.now().plusSeconds(60);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("It did not come to pass within 60 s.");
            }
            Thread.sleep(20);
        }
    }

    /** Every container of this environment goes, and the connections. */
    @Override public void close() throws Exception {
        for (var container : engine.read("list", client -> client.listContainersCmd().withShowAll(true).exec())) {
            if (container.getNames()[0].startsWith("/greenlight-shop-" + environment + "-")
                    || environment.equals(container.getLabels().get("greenlight.environment"))) {
                engine.act("remove", client -> client.removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true).exec());
            }
        }
        engine.close();
    }
}
