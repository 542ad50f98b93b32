package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where releases of one application run in one environment. What it starts outlives the engine. */
public interface Runtime {
    /**
     * @param name        unique in the environment; carries the lease's epoch
     * @param port        given to the process as {@code PORT}; it answers on {@code 127.0.0.1:port}
     * @param environment what the configuration allows the process to see, beside {@code PORT} and
     *                    {@code GREENLIGHT_RELEASE}, which the runtime adds
     * @param configHash  of all configuration it is started with; empty where it does not matter
     * @param files       absolute path inside the instance to the text that stands there
     * @param secrets     name to a file on this host; the instance finds its path in {@code NAME_FILE}, the value is shown nowhere
     */
    record Spec(String name, ReleaseId release, ImageDigest digest, Slot slot, long epoch, int port,
                Map<String, String> environment, String configHash, Map<String, String> files, Map<String, Path> secrets) {
        public Spec {
            environment = Map.copyOf(environment);
            files = Map.copyOf(files);
            secrets = Map.copyOf(secrets);
        }

        public Spec(String name, ReleaseId release, ImageDigest digest, Slot slot, long epoch, int port, Map<String, String> environment) {
            this(name, release, digest, slot, epoch, port, environment, "", Map.of(), Map.of());
        }
    }

    /** One that runs, read from the world. */
    record Instance(String name, ReleaseId release, ImageDigest digest, Slot slot, long epoch, URI address) { }

    /**
     * Brings an image to the target, so that it can be started later with the build's files gone. Safe to repeat.
     *
     * @throws IOException when a byte of the archive is not what the digest says, or the archive is no OCI layout
     */
    void accept(ImageDigest digest, Path archive) throws IOException, InterruptedException;

    /** Whether {@link #accept} has brought this image and it can be started without its archive. */
    boolean holds(ImageDigest digest) throws IOException;

    /**
     * Writes an image that it {@link #holds} as an OCI archive with the same configuration and layers. The archive's digest may be
     * another one: not every target keeps manifests.
     *
     * @param scratch a folder with room for the image, whose owner deletes it
     * @throws IOException when the image is not here or was changed, or the target gives none back
     */
    default void save(ImageDigest digest, Path scratch, Path archive) throws IOException, InterruptedException {
        throw new IOException("This target gives no image back.");
    }

    /**
     * Starts an instance, or finds the one that already runs under this name.
     *
     * @throws IOException when it cannot be started: the image is not here or was changed, the port is in use
     */
    Instance start(Spec spec) throws IOException, InterruptedException;

    /** All that run in this environment. */
    List<Instance> instances() throws IOException, InterruptedException;

    boolean alive(Instance instance) throws IOException, InterruptedException;

    /** SIGTERM, and SIGKILL after {@code grace}; returns when it is gone. Safe to repeat. */
    void stop(Instance instance, Duration grace) throws IOException, InterruptedException;

    /** The last lines the instance of this name wrote, also after its death; empty when none. */
    List<String> lastLines(String name, int lines) throws IOException;

    /** How the instance of this name ended, as a clause with its exit code; empty while it runs and where nothing is known. */
    default Optional<String> exit(String name) throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** What the runtime's own health check says. NONE: there is none. */
    enum Health { NONE, STARTING, HEALTHY, UNHEALTHY }

    default Health health(Instance instance) throws IOException, InterruptedException {
        return Health.NONE;
    }

    /** Removes what dead instances left behind in this slot. Never touches one that runs. */
    default void sweep(Slot slot) throws IOException, InterruptedException { }
}
