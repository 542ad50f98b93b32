package io.jenkins.plugins.greenlight.stage.image.docker;

import com.github.dockerjava.api.model.Image;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.EngineException;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Pause;
import io.jenkins.plugins.greenlight.port.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a build made on an engine and nobody needs: its images without a name, its containers. Nothing that was there before. */
final class Leftovers {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS = 100;
    private static final String NONE = "<none>:<none>";

    private final DockerEngine engine;
    private final Log log;
    private final Pause pause;
    private final Set<String> before;

    private Leftovers(DockerEngine engine, Ports ports, Set<String> before) {
        this.engine = engine;
        this.log = ports.log();
        this.pause = ports.pause();
        this.before = before;
    }

    /** @return what knows the images that are there now, and leaves them alone */
    static Leftovers since(DockerEngine engine, Ports ports) throws EngineException {
        return new Leftovers(engine, ports, images(engine).stream().map(Image::getId).collect(Collectors.toSet()));
    }

    private static List<Image> images(DockerEngine engine) throws EngineException {
        return engine.read("list its images", client -> client.listImagesCmd().withShowAll(true).exec());
    }

    /** Removes what the build made; warns of what could not be. */
    void remove(BuildSteps steps) throws InterruptedException {
        try {
            for (var container : List.copyOf(steps.containers())) {
                gone(container);
            }
            for (var image : unwanted(steps)) {
                remove(image);
            }
        } catch (EngineException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while what the build left was removed.");
            }
            log.warn("What the build made may still be on the engine: " + e.getMessage() + byHand(steps));
        }
    }

    private static String byHand(BuildSteps steps) {
        var containers = steps.containers().isEmpty() ? ""
                : " Remove its containers: docker rm -f " + String.join(" ", steps.containers()) + ".";
        var images = "docker image prune" + (steps.created().isEmpty() ? "" : ", or docker rmi " + String.join(" ", steps.created()));
        return containers + " Remove its images: " + images + ".";
    }

    /** The newest first: an image that another one was made from cannot go. */
    private List<String> unwanted(BuildSteps steps) throws EngineException {
        var all = new HashMap<String, Image>();
        images(engine).forEach(image -> all.put(image.getId(), image));
        var own = new LinkedHashSet<String>();
        for (var id : all.keySet()) {
            if (named(steps.created(), id)) {
                for (var at = id; mine(all.get(at)) && !named(steps.reused(), at); at = parent(all.get(at))) {
                    own.add(at);
                }
            }
        }
        return youngestFirst(own, all);
    }

    private static boolean named(Set<String> shortIds, String id) {
        return shortIds.contains(id.replaceFirst("^sha256:", "").substring(0, 12));
    }

    private static String parent(Image image) {
        return String.valueOf(image.getParentId());
    }

    private boolean mine(Image image) {
        return image != null && !before.contains(image.getId()) && nameless(image.getRepoTags())
                && nameless(image.getRepoDigests());
    }

    private static boolean nameless(String[] names) {
        return names == null || List.of(names).stream().allMatch(name -> name.equals(NONE) || name.equals("<none>@<none>"));
    }

    private static List<String> youngestFirst(Set<String> own, Map<String, Image> all) {
        var ordered = new ArrayList<String>();
        var left = new HashSet<>(own);
        while (!left.isEmpty()) {
            var parents = left.stream().map(id -> parent(all.get(id))).collect(Collectors.toSet());
            var next = left.stream().filter(id -> !parents.contains(id)).sorted().toList();
            ordered.addAll(next);
            if (!left.removeAll(next)) {
                return ordered; // an engine that names no parents, or in a circle
            }
        }
        return ordered;
    }

    /** One that another build uses meanwhile stays. */
    private void remove(String image) throws EngineException {
        try {
            engine.act("remove image " + image, client -> client.removeImageCmd(image).withNoPrune(true).exec());
        } catch (EngineException e) {
            if (!e.missing() && !e.conflict()) {
                throw e;
            }
        }
    }

    /** The engine may be about to remove it itself. */
    private void gone(String container) throws EngineException, InterruptedException {
        for (int look = 0; !removed(container); look++) {
            if (look == LOOKS) {
                log.warn("The container " + container + " of the build is still on the engine. Remove it: docker rm -f "
                        + container);
                return;
            }
            pause.pause(LOOK);
        }
    }

    private boolean removed(String container) throws EngineException {
        try {
            engine.act("remove container " + container, client -> client.removeContainerCmd(container).withForce(true)
                    .withRemoveVolumes(true).exec());
            return false; // look once more: it answers before it is gone
        } catch (EngineException e) {
            if (!e.missing() && !e.conflict()) {
                throw e;
            }
            return e.missing();
        }
    }
}
