package io.jenkins.plugins.greenlight.stage.image.build;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code image.build} in greenlight.yaml: what a Dockerfile is built from.
 *
 * @param file      in the workspace
 * @param context   a folder in the workspace, {@code .} for all of it
 * @param args      for ARG; never secrets
 * @param target    the stage to build; empty for the last
 * @param cacheFrom images whose layers may be used
 * @param pull      whether base images are always looked up anew in their registry
 */
public record Dockerfile(String file, String context, Map<String, String> args, String target, List<String> cacheFrom, boolean pull) {
    public Dockerfile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(context, "context");
        args = Map.copyOf(args);
        Objects.requireNonNull(target, "target");
        cacheFrom = List.copyOf(cacheFrom);
    }
}
