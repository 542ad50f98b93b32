package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.registry.RegistryException;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.image.PushConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the images of this application are pushed to; asked by digest alone. */
final class PushedImages {
    private static final int NOT_FOUND = 404;

    private final ImageConfig config;
    private final ImageName name;
    private final Ports ports;

    private PushedImages(ImageConfig config, PushConfig push, Ports ports) {
        this.config = config;
        this.name = ImageName.parse(push.repository());
        this.ports = ports;
    }

    /** Empty when none are pushed. */
    static Optional<PushedImages> of(Optional<ImageConfig> config, Ports ports) {
        return config.flatMap(image -> image.push().map(push -> new PushedImages(image, push, ports)));
    }

    ImageName name() {
        return name;
    }

    RegistryAccess access() throws IOException {
        return RegistryAccess.of(config.registries(), Optional.of(name), ports.workspace());
    }

    /** @throws IOException when that cannot be told, with what to do */
    boolean holds(ImageDigest digest) throws IOException, InterruptedException {
        return new Registry(access(), ports).holds(name, digest);
    }

    /**
     * Writes it as an OCI archive, which is there whole or not at all.
     *
     * @throws IOException when it is not there or cannot be had, with what to do
     */
    void pull(ImageDigest digest, Path archive) throws IOException, InterruptedException {
        try {
            new Registry(access(), ports).pull(name, digest, archive);
        } catch (RegistryException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            throw new IOException(reference(digest)
                    + " is not in the registry. Expected an image that greenlight image pushed there: take the"
                    + " digest from that run's report.json, or push the image again if it was removed since.", e);
        }
    }

    String reference(ImageDigest digest) {
        return name + "@" + digest;
    }
}
