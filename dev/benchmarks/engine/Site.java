package benchmarks.engine;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Holder;
import io.jenkins.plugins.greenlight.deploy.LeaseHeldException;
import io.jenkins.plugins.greenlight.deploy.Release;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.deploy.RouterSite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.deploy.docker.DockerRuntime;
import io.jenkins.plugins.greenlight.deploy.haproxy.HaproxyRouter;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One application in production: containers of a Docker Engine behind a HAProxy, and the engine in this process. */
final class Site implements AutoCloseable {
    private static final String APP = "bench";
    private final Path folder;
    private final DeploySite places;
    private final Ports ports;
    private final Images image;
    private final String classes;
    private final Haproxy haproxy;
    private final DockerEngine docker;
    private final DockerRuntime runtime;
    private final TimedRouter router;
    private DeploySettings.Watch watch;
    private Duration drain = Duration.ofSeconds(30);
    private Duration grace = Duration.ofSeconds(15);

    /** @param dockerHost of an engine whose containers of this application may be removed
     *  @param free       three free ports: front door, blue, green */
    Site(Path folder, String dockerHost, int[] free, Ports ports, String classes, DeploySettings.Watch watch)
            throws IOException, InterruptedException, StageException {
        this.folder = Files.createDirectories(folder);
        this.ports = ports;
        this.watch = watch;
        var usual = DockerSite.USUAL;
        var site = new DockerSite(dockerHost, usual.port(), usual.bind(), 128L << 20, usual.network(), usual.user());
        var front = new HaproxySite(folder.resolve("h.sock").toString(), folder.resolve("live.map").toString(), free[0], true);
        var slots = Map.of(Slot.BLUE, free[1], Slot.GREEN, free[2]);
        this.places = new DeploySite(DeploySite.DOCKER, slots, RouterSite.of(front), Optional.of(site), folder.resolve("state").toString(), "", "");
        this.classes = classes;
        this.image = Images.build(ports, classes, "release");
        this.docker = DockerEngine.at(dockerHost);
        this.runtime = new DockerRuntime(APP, "production", folder.toString(), site, docker, ports.clock(), ports.pause());
        this.haproxy = Haproxy.start(APP, front, slots, folder, ports.commands());
        this.router = new TimedRouter(new HaproxyRouter(front, APP, "production", ports.pause()));
    }

    InetSocketAddress frontDoor() {
        return new InetSocketAddress("127.0.0.1", places.router().port());
    }

    TimedRouter router() {
        return router;
    }

    int port(Slot slot) {
        return places.slots().get(slot);
    }

    /** From the next deployment on. */
    void watch(DeploySettings.Watch other) {
        watch = other;
    }

    /** Another image of the same release, so that it can be removed alone. */
    Images another(String name) throws StageException, InterruptedException {
        return Images.build(ports, classes, name);
    }

    DockerEngine docker() {
        return docker;
    }

    /** How long a release that has no users any more is given, from the next deployment on. */
    void ending(Duration drainTimeout, Duration stopGrace) {
        drain = drainTimeout;
        grace = stopGrace;
    }

    DeployResult deploy(String release, Crashpoint told) throws IOException, InterruptedException, LeaseHeldException {
        return deploy(release, image, told);
    }

    DeployResult deploy(String release, Images image, Crashpoint told) throws IOException, InterruptedException, LeaseHeldException {
        return engine(told).deploy(new Release(new ReleaseId(release), image.digest(), "", ""), image.archive(), settings());
    }

    DeployResult rollback(Crashpoint told) throws IOException, InterruptedException, LeaseHeldException {
        return engine(told).rollback();
    }

    private Deployer engine(Crashpoint told) throws IOException {
        var self = ports.daemons().self();
        return new Deployer(new Target(APP, "production", runtime, router, new DirectoryStore(Files.createDirectories(folder.resolve("state"))),
                ports, new Holder("bench", "here", self.pid(), self.startMillis()), holder -> false, told, new StopSignal()));
    }

    private DeploySettings settings() {
        return new DeploySettings(places, new DeploySettings.Health("/health", 2, Duration.ofMillis(100), Duration.ofSeconds(30)),
                List.of("GET /products"), watch, ReleaseConfig.of(Map.of()), "X-Greenlight-Release", drain, grace);
    }

    @Override public void close() throws IOException, InterruptedException {
        haproxy.close();
        for (var instance : runtime.instances()) {
            runtime.stop(instance, Duration.ofSeconds(2));
        }
        for (var slot : Slot.values()) {
            runtime.sweep(slot);
        }
        docker.close();
    }
}
