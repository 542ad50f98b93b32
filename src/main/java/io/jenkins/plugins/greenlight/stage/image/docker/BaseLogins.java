package io.jenkins.plugins.greenlight.stage.image.docker;

import java.io.IOException;
import java.util.Map;

/** With which names and passwords an engine looks up base images. They are sent to the engine, and kept nowhere. */
@FunctionalInterface
public interface BaseLogins {
    /** Everybody may have the base images. */
    BaseLogins NONE = Map::of;

    /** A name and its password. */
    record Login(String user, String password) {
        /** Without the password. */
        @Override public String toString() {
            return user;
        }
    }

    /** By registry, {@code HOST} or {@code HOST:PORT}; that of Docker Hub is {@code https://index.docker.io/v1/}.
     *  @throws IOException when they cannot be had: what happened, what to do */
    Map<String, Login> byRegistry() throws IOException, InterruptedException;
}
