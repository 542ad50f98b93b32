package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.stage.image.build.Build;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Files laid into layers, without a daemon.
 *
 * @param base        the image below, {@code HOST/REPOSITORY:TAG} or {@code HOST/REPOSITORY@sha256:…}, or one of Docker Hub's short
 *                    names; empty for scratch
 * @param javaModules what goes into the runtime at {@code jre/}, e.g. {@code java.base}; empty for an image without one of its
 *                    own. On a base the runtime uses the base's C library
 * @param files       from a path in the workspace to a relative path in the image; a folder is copied with all below it
 * @param entrypoint  argv, relative to the image's root, e.g. {@code [jre/bin/java, -jar, app/shop.jar]}; on a base the program may be
 *                    one of the base's PATH, and empty stands for the base's own
 * @param environment set in the image
 */
public record JibBuild(Optional<String> base, List<String> javaModules, Map<String, String> files, List<String> entrypoint,
                       Map<String, String> environment) implements Build {
    public JibBuild {
        Objects.requireNonNull(base, "base");
        javaModules = List.copyOf(javaModules);
        files = Map.copyOf(files);
        entrypoint = List.copyOf(entrypoint);
        environment = Map.copyOf(environment);
    }
}
