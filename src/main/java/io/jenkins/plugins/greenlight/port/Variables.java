package io.jenkins.plugins.greenlight.port;

import java.util.Optional;

/** The environment that the engine itself was started with. */
@FunctionalInterface
public interface Variables {
    /** Empty for one that is not set. */
    Optional<String> value(String name);
}
