package io.jenkins.plugins.greenlight.stage.image.build;

import io.jenkins.plugins.greenlight.parse.SecretWords;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

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

    /** Why the first argument that is most likely a secret must be none; empty when there is no such. @param way to give it rightly */
    public Optional<String> exposedSecret(String way) {
        return new TreeMap<>(args).entrySet().stream().flatMap(each -> exposed(each.getKey(), each.getValue(), way).stream()).findFirst();
    }

    private static Optional<String> exposed(String name, String value, String way) {
        var right = ". Expected none: whoever has the image can read its arguments (docker history). " + way
                + ", and read it in the Dockerfile with RUN --mount=type=secret,id=….";
        if (SecretWords.sounds(name)) {
            return Optional.of("The build argument " + name + " sounds like a secret" + right + " If it is none, give it another name.");
        }
        return SecretWords.looks(value).map(looks -> "The value of the build argument " + name + " looks like " + looks + right);
    }
}
