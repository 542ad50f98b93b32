package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.RestartPolicy;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The containers of one owner on an engine, found by their labels whatever they are called. */
final class Containers {
    /** States in which the engine runs it, or will again by itself. */
    private static final Set<String> LIVING = Set.of("running", "paused", "restarting");

    /** @param state as the engine calls it: created, running, paused, restarting, removing, exited or dead */
    record Seen(String id, String container, String state, Map<String, String> labels) {
        boolean living() {
            return LIVING.contains(state);
        }
    }

    private final DockerEngine engine;
    private final Owner owner;

    Containers(DockerEngine engine, Owner owner) {
        this.engine = engine;
        this.owner = owner;
    }

    /** All of this owner, living or not. */
    List<Seen> own() throws IOException {
        return all().stream().filter(seen -> owner.owns(seen.labels())).toList();
    }

    /** Those that live and of which nobody knows what they are. */
    List<Seen> suspects() throws IOException {
        return all().stream().filter(Seen::living).filter(seen -> owner.suspects(seen.container(), seen.labels())).toList();
    }

    List<Seen> all() throws IOException {
        var found = new ArrayList<Seen>();
        for (var each : engine.read("list containers", client -> client.listContainersCmd().withShowAll(true).exec())) {
            var names = Optional.ofNullable(each.getNames()).orElse(new String[0]);
            found.add(new Seen(each.getId(), names.length == 0 ? each.getId() : names[0].replaceFirst("^/", ""), each.getState(),
                    Optional.ofNullable(each.getLabels()).orElse(Map.of())));
        }
        return found;
    }

    /** The one of this name.
     *  @throws IOException when there are several: a person made one by hand */
    Optional<Seen> find(String name) throws IOException {
        var found = own().stream().filter(seen -> Owner.label(seen.labels(), "name").equals(name)).toList();
        if (found.size() > 1) {
            throw new IOException("Containers " + found.stream().map(Seen::container).toList() + " both say that they are " + name
                    + ". Expected one. Find out which serves users and remove the other by hand.");
        }
        return found.stream().findFirst();
    }

    /** Empty when it is gone. */
    Optional<InspectContainerResponse> inspect(String id) throws IOException {
        try {
            return Optional.of(engine.read("look at container " + id, client -> client.inspectContainerCmd(id).exec()));
        } catch (EngineException e) {
            if (e.missing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    String create(Creation creation) throws IOException {
        var name = creation.owner().container(creation.spec().name());
        var id = engine.act("create container " + name, client -> creation.on(client).exec()).getId();
        if (!creation.spec().files().isEmpty()) {
            engine.act("copy files into container " + name, client -> client.copyArchiveToContainerCmd(id).withRemotePath("/")
                    .withTarInputStream(creation.files().open()).exec());
        }
        return id;
    }

    void start(String id, String name) throws IOException {
        engine.act("start container " + name, client -> client.startContainerCmd(id).exec());
    }

    /** It ends and is not started again, whatever becomes of the engine then. Nothing when it is gone. */
    void stop(Seen seen, Duration grace) throws IOException {
        if (seen.state().equals("paused")) {
            unlessGone(() -> engine.act("unpause container " + seen.container(), client -> client.unpauseContainerCmd(seen.id()).exec()));
        }
        int seconds = (int) Math.min(600, (grace.toMillis() + 999) / 1000);
        unlessGone(() -> engine.actPatiently("stop container " + seen.container(),
                client -> client.stopContainerCmd(seen.id()).withTimeout(seconds).exec()));
        staysStopped(seen);
    }

    /** An engine that is restarted starts with ALWAYS even what was stopped. After the stop, for in a crash loop it refuses to update
     *  what does not run just now; and not to "no", which docker-java sends as an empty name, which changes nothing. */
    private void staysStopped(Seen seen) throws IOException {
        unlessGone(() -> engine.act("leave container " + seen.container() + " stopped",
                client -> client.updateContainerCmd(seen.id()).withRestartPolicy(RestartPolicy.unlessStoppedRestart()).exec()));
    }

    /** With its anonymous volumes. @param force also when it runs */
    void remove(Seen seen, boolean force) throws IOException {
        unlessGone(() -> engine.act("remove container " + seen.container(),
                client -> client.removeContainerCmd(seen.id()).withRemoveVolumes(true).withForce(force).exec()));
    }

    @FunctionalInterface
    private interface Act {
        void run() throws EngineException;
    }

    /** Another may have removed it, or be about to. */
    private static void unlessGone(Act act) throws IOException {
        try {
            act.run();
        } catch (EngineException e) {
            if (!e.missing() && !e.conflict()) {
                throw e;
            }
        }
    }
}
