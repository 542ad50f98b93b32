package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.stage.image.build.Build;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import java.util.Objects;
import java.util.Optional;

/**
 * A Dockerfile built by a Docker Engine through its API.
 *
 * @param host      {@code unix:///PATH} or {@code tcp://HOST:PORT}
 * @param tls       folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty for no TLS
 * @param keepCache whether the images that make the next build quicker stay on the engine, under tags of this image's own
 */
public record DockerBuild(Dockerfile dockerfile, String host, Optional<String> tls, boolean keepCache) implements Build {
    public DockerBuild {
        Objects.requireNonNull(dockerfile, "dockerfile");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(tls, "tls");
    }
}
