package benchmarks.engine;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does to the container of one release what may happen to it. */
final class Killer {
    private static final Duration LOOP = Duration.ofSeconds(8);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private final DockerEngine docker;
    private final Orderly orders;

    /** Tells a release what to do to itself. */
    interface Orderly {
        void tell(String release, String orders) throws IOException, InterruptedException;
    }

    Killer(DockerEngine docker, Orderly orders) {
        this.docker = docker;
        this.orders = orders;
    }

    void bring(Death death, String release) throws IOException, InterruptedException {
        var id = container(release);
        switch (death) {
            case SIGKILL -> kill(id);
            case OOM -> orders.tell(release, "oom=true");
            case PAUSE -> docker.act("pause", client -> client.pauseContainerCmd(id).exec());
            case CRASH_LOOP -> killAgainAndAgain(id);
            case IMAGE_DELETED -> delete(id);
            case PORT_CLOSED -> orders.tell(release, "close=true");
            case HEALTH_LIES -> orders.tell(release, "lie=true");
        }
    }

    private String container(String release) throws IOException {
        var found = docker.read("find " + release, client -> client.listContainersCmd()
                .withLabelFilter(Map.of("greenlight.release", release)).exec());
        if (found.size() != 1) {
            throw new IOException(found.size() + " containers run release " + release + ". Expected one.");
        }
        return found.get(0).getId();
    }

    private Optional<InspectContainerResponse> look(String id) throws IOException {
        var there = docker.read("list", client -> client.listContainersCmd().withShowAll(true).withIdFilter(List.of(id)).exec());
        return there.isEmpty() ? Optional.empty()
                : Optional.of(docker.read("look", client -> client.inspectContainerCmd(id).exec()));
    }

    /** What the container's init started, by this machine's ids; the init itself would count as stopped by hand. */
    private boolean kill(String id) throws IOException {
        var init = look(id).map(container -> container.getState().getPidLong()).filter(pid -> pid > 0);
        if (init.isEmpty()) {
            return false;
        }
        var children = Path.of("/proc", init.get().toString(), "task", init.get().toString(), "children");
        boolean killed = false;
        for (var pid : Files.exists(children) ? Files.readString(children).strip().split(" ") : new String[0]) {
            killed |= !pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::destroyForcibly).orElse(false);
        }
        return killed;
    }

    /** Until somebody stops it, or for as long as nobody does. */
    private void killAgainAndAgain(String id) throws IOException, InterruptedException {
        long end = System.nanoTime() + LOOP.toNanos();
        try {
            while (System.nanoTime() < end && look(id).isPresent()) {
                kill(id);
                Thread.sleep(BETWEEN.toMillis());
            }
        } catch (IOException e) {
            if (look(id).isPresent()) {   // it was removed just while it was looked at
                throw e;
            }
        }
    }

    private void delete(String id) throws IOException {
        var image = docker.read("look", client -> client.inspectContainerCmd(id).exec()).getImageId();
        docker.act("remove", client -> client.removeContainerCmd(id).withForce(true).exec());
        docker.act("remove the image", client -> client.removeImageCmd(image).withForce(true).exec());
    }
}
