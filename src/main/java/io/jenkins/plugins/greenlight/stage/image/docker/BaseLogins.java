package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.registry.KnownPasswords.Password;
import java.io.IOException;
import java.util.Map;

/** With which names and passwords an engine looks up base images. They are sent to the engine, and kept nowhere. */
@FunctionalInterface
public interface BaseLogins {
    /** Everybody may have the base images. */
    BaseLogins NONE = Map::of;

    /** By registry, {@code HOST} or {@code HOST:PORT}; that of Docker Hub is {@code https://index.docker.io/v1/}.
     *  @throws IOException when they cannot be had: what happened, what to do */
    Map<String, Password> byRegistry() throws IOException, InterruptedException;
}
