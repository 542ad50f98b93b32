package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.EngineException;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Pause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes and starts one container; whatever fails, none is left behind that was not there before. */
final class Start {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 6;

    private final DockerEngine engine;
    private final Containers containers;
    private final DockerSite site;
    private final Clock clock;
    private final Pause pause;

    Start(DockerEngine engine, Containers containers, DockerSite site, Clock clock, Pause pause) {
        this.engine = engine;
        this.containers = containers;
        this.site = site;
        this.clock = clock;
        this.pause = pause;
    }

    /** @return the engine's id of the container, which runs
     *  @throws Daemons.EndedAtOnceException when the image's program ended within {@value #LOOKS} looks */
    String run(Creation creation) throws IOException, InterruptedException {
        var name = creation.owner().container(creation.spec().name());
        refuseMissingSecrets(creation.spec());
        refuseTakenPort(creation.spec());
        var id = create(creation, name);
        try {
            containers.start(id, name);
        } catch (EngineException e) {
            if (e.answered()) {
                var how = containers.inspect(id).flatMap(Ending::of).orElse("it did not start");
                discard(id, name);
                refuseTakenPort(creation.spec());
                throw new IOException("Container " + name + " was not started: " + how + ". " + e.getMessage(), e);
            }
            throw e; // what became of it is seen when this start is repeated
        }
        watch(id, name);
        return id;
    }

    private String create(Creation creation, String name) throws IOException {
        try {
            return containers.create(creation);
        } catch (EngineException e) {
            if (e.conflict()) {
                throw new IOException("There is already a container " + name + " that this environment did not start. Expected the name"
                        + " free: rename or remove that container. " + e.getMessage(), e);
            }
            for (var seen : e.answered() ? containers.own() : List.<Containers.Seen>of()) {
                if (seen.container().equals(name) && seen.state().equals("created")) {
                    containers.remove(seen, false);
                }
            }
            throw e;
        }
    }

    private void watch(String id, String name) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            var container = containers.inspect(id).orElseThrow(() -> new IOException("Container " + name + " was removed as soon as it"
                    + " was started. Find out who removes containers here."));
            if (Ending.of(container).isPresent() || Ending.restarts(container) > 0) {
                throw ended(container, name);
            }
            pause.pause(LOOK);
        }
    }

    /** It stays, stopped, so that its log can be read; the next sweep takes it away. */
    Daemons.EndedAtOnceException ended(InspectContainerResponse container, String name) throws IOException {
        var how = Deaths.last(engine, container, clock.instant()).or(() -> Ending.of(container)).orElse("it ended");
        containers.stop(new Containers.Seen(container.getId(), name, "restarting", Map.of()), Duration.ZERO);
        var lines = ContainerLog.last(engine, container.getId(), 10);
        return new Daemons.EndedAtOnceException("Container " + name + ": " + how
                + (lines.isEmpty() ? "; it wrote nothing." : ". Its last lines: " + String.join(" | ", lines)));
    }

    private void discard(String id, String name) throws IOException {
        containers.remove(new Containers.Seen(id, name, "created", Map.of()), false);
    }

    /** Only where the engine's files are this machine's. */
    private void refuseMissingSecrets(Spec spec) throws IOException {
        for (var secret : spec.secrets().entrySet()) {
            if (engine.isLocal() && !Files.isRegularFile(secret.getValue())) {
                throw new IOException("There is no file " + secret.getValue() + " for the secret " + secret.getKey() + ", so " + spec.name()
                        + " was not started. Expected its value there.");
            }
        }
    }

    private void refuseTakenPort(Spec spec) throws IOException {
        if (!isFree(spec.port())) {
            throw new IOException("Port " + spec.port() + " on " + site.bind() + " is in use" + occupier(spec.port()) + ", so "
                    + spec.name() + " was not started. Expected it free. Stop what listens there, or give the slot another port.");
        }
    }

    /** Of a port elsewhere nothing is known before it is asked for. */
    private boolean isFree(int port) {
        if (!engine.isLocal()) {
            return true;
        }
        try (var probe = ServerSocketChannel.open()) {
            probe.bind(new InetSocketAddress(site.bind(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String occupier(int port) throws IOException {
        for (var seen : containers.all()) {
            if (seen.living() && Owner.label(seen.labels(), "port").equals(Integer.toString(port))) {
                return " by container " + seen.container() + " of release " + Owner.label(seen.labels(), "release");
            }
        }
        return " by something that is no container (if it is docker-proxy, the Docker Engine was killed in the middle of a start and"
                + " keeps the port until it is restarted: do that)";
    }
}
