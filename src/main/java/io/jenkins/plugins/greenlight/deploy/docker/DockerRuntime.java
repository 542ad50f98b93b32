package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.EngineException;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Releases as containers of a Docker Engine, made from images by digest and found again by their labels. Nothing is kept here. */
public final class DockerRuntime implements Runtime {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 600;

    private final Owner owner;
    private final DockerSite site;
    private final DockerEngine engine;
    private final Pause pause;
    private final Clock clock;
    private final EngineImages images;
    private final Containers containers;
    private final Lives lives;

    /** @param space tells two installations on one engine apart, e.g. where each keeps its state */
    public DockerRuntime(String app, String environment, String space, DockerSite site, DockerEngine engine, Clock clock, Pause pause) {
        this.owner = new Owner(app, environment, space);
        this.site = site;
        this.engine = engine;
        this.clock = clock;
        this.pause = pause;
        this.images = new EngineImages(engine, app);
        this.containers = new Containers(engine, owner);
        this.lives = new Lives(clock);
    }

    @Override public void accept(ImageDigest digest, Path archive) throws IOException, InterruptedException {
        images.accept(digest, archive);
    }

    @Override public boolean holds(ImageDigest digest) throws IOException {
        return images.holds(digest);
    }

    @Override public void save(ImageDigest digest, Path scratch, Path archive) throws IOException, InterruptedException {
        images.save(digest, scratch, archive);
    }

    @Override public Instance start(Spec spec) throws IOException, InterruptedException {
        var name = owner.container(spec.name());
        var start = new Start(engine, containers, site, clock, pause);
        var there = containers.find(spec.name());
        if (there.isPresent() && there.get().living()) {
            return running(spec, there.get(), start);
        }
        var image = images.ready(spec.digest());
        if (there.isPresent()) { // died, or made by an engine that was killed before it started it: files may be missing in it
            containers.remove(there.get(), false);
            awaitGone(there.get());
        }
        var creation = new Creation(spec, site, owner, image);
        lives.started(spec.name(), start.run(creation));
        return Owner.instance(name, owner.labels(spec, image), host());
    }

    private Instance running(Spec spec, Containers.Seen there, Start start) throws IOException {
        if (!Owner.same(spec, there.labels())) {
            throw new IOException("Container " + there.container() + " already runs, with the labels " + there.labels() + ". Expected it"
                    + " made from " + spec.digest() + " in slot " + spec.slot().word() + " under epoch " + spec.epoch() + " at port "
                    + spec.port() + ", with the same configuration. Stop it, or start under another name.");
        }
        var container = containers.inspect(there.id());
        if (there.state().equals("restarting") && container.isPresent()) {
            throw start.ended(container.get(), there.container());
        }
        lives.started(spec.name(), there.id());
        return Owner.instance(there.container(), there.labels(), host());
    }

    @Override public List<Instance> instances() throws IOException {
        for (var suspect : containers.suspects()) {
            throw new IOException("Container " + suspect.container() + " runs under a name or label of this environment, but nothing says"
                    + " what it is. Expected the labels that every container has that was started here. Find out what it serves and"
                    + " stop it by hand.");
        }
        var instances = new ArrayList<Instance>();
        for (var seen : containers.own()) {
            if (seen.living()) {
                instances.add(Owner.instance(seen.container(), seen.labels(), host()));
            }
        }
        return List.copyOf(instances);
    }

    @Override public boolean alive(Instance instance) throws IOException {
        var seen = its(instance);
        if (seen.isEmpty()) {
            return false;
        }
        return containers.inspect(seen.get().id()).map(lives::alive).orElse(false);
    }

    @Override public void stop(Instance instance, Duration grace) throws IOException, InterruptedException {
        var there = containers.find(instance.name());
        lives.stopped(instance.name());
        if (there.isEmpty()) {
            return;
        }
        if (its(instance).isEmpty()) {
            throw new IOException("Container " + there.get().container() + " is not " + instance + " any more: its labels are "
                    + there.get().labels() + ". It was not stopped. Find out who made it.");
        }
        if (there.get().living()) {
            containers.stop(there.get(), grace);
        }
        containers.remove(there.get(), true);
        awaitGone(there.get());
    }

    @Override public List<String> lastLines(String name, int lines) throws IOException {
        var seen = containers.find(Owner.checked("instance", name));
        if (seen.isEmpty()) {
            return List.of();
        }
        try {
            return ContainerLog.last(engine, seen.get().id(), lines);
        } catch (EngineException e) {
            if (e.missing()) {
                return List.of();
            }
            throw e;
        }
    }

    @Override public Optional<String> exit(String name) throws IOException {
        var seen = containers.find(name);
        var container = seen.isEmpty() ? Optional.<InspectContainerResponse>empty()
                : containers.inspect(seen.get().id());
        if (container.isEmpty()) {
            return lives.wasStarted(name) ? Optional.of("its container was removed by hand") : Optional.empty();
        }
        var ending = Ending.of(container.get());
        int restarts = Ending.restarts(container.get());
        if (ending.isPresent() || restarts == 0 || lives.alive(container.get())) {
            return ending;
        }
        return Optional.of(Deaths.last(engine, container.get(), clock.instant()).orElse("it ended")
                + ", and the Docker Engine started it again (" + restarts + " times by now)");
    }

    @Override public Health health(Instance instance) throws IOException {
        var seen = its(instance);
        var container = seen.isEmpty() ? Optional.<InspectContainerResponse>empty()
                : containers.inspect(seen.get().id());
        var health = container.map(each -> each.getState().getHealth());
        return switch (health.map(each -> each.getStatus()).orElse("none")) {
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            case "starting" -> Health.STARTING;
            default -> Health.NONE;
        };
    }

    @Override public void sweep(Slot slot) throws IOException, InterruptedException {
        for (var seen : containers.own()) {
            boolean dead = seen.state().equals("exited") || seen.state().equals("dead") || seen.state().equals("created");
            if (dead && Owner.label(seen.labels(), "slot").equals(slot.word())) {
                containers.remove(seen, false);
                lives.stopped(Owner.label(seen.labels(), "name"));
            }
        }
    }

    /** The container of just this instance, living or not. */
    private Optional<Containers.Seen> its(Instance instance) throws IOException {
        var seen = containers.find(instance.name());
        return seen.isPresent() && Owner.instance(seen.get().container(), seen.get().labels(), host()).equals(instance) ? seen
                : Optional.empty();
    }

    private void awaitGone(Containers.Seen seen) throws IOException, InterruptedException {
        for (int look = 0; containers.inspect(seen.id()).isPresent(); look++) {
            if (look == LOOKS) {
                throw new IOException("Container " + seen.container() + " cannot be removed: the Docker Engine at " + engine + " still has"
                        + " it after " + LOOK.multipliedBy(LOOKS).toSeconds() + " s. Look at the engine's log and remove it by hand:"
                        + " docker rm -f " + seen.container());
            }
            pause.pause(LOOK);
        }
    }

    /** Where the slots' ports are asked. */
    private String host() {
        return site.bind().equals("0.0.0.0") ? "127.0.0.1" : site.bind().equals("::") ? "::1" : site.bind();
    }
}
