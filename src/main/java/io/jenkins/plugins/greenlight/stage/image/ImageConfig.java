package io.jenkins.plugins.greenlight.stage.image;

import java.util.List;
import java.util.Map;

/**
 * {@code image} in greenlight.yaml: an image FROM scratch that carries its own Java runtime.
 *
 * @param name        repository part of the image's name, e.g. {@code shop}
 * @param javaModules what goes into the runtime at {@code jre/}, e.g. {@code java.base}; empty for an image without Java
 * @param files       from a path in the workspace to a relative path in the image, e.g.
 *                    {@code target/shop.jar: app/shop.jar}; a folder is copied with all below it
 * @param entrypoint  argv, relative to the image's root, e.g. {@code [jre/bin/java, -jar, app/shop.jar]}
 * @param environment set in the image
 * @param labels      set on the image
 * @param archive     where the OCI archive is written, in the workspace
 */
public record ImageConfig(String name, List<String> javaModules, Map<String, String> files, List<String> entrypoint,
                          Map<String, String> environment, Map<String, String> labels, String archive) {
    public ImageConfig {
        javaModules = List.copyOf(javaModules);
        files = Map.copyOf(files);
        entrypoint = List.copyOf(entrypoint);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
    }
}
