package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.stage.image.build.Build;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A Dockerfile built by BuildKit, through buildx as a process.
 *
 * @param program the first words of its argv, e.g. {@code [docker, buildx]} or {@code [buildx]}
 * @param builder the builder instance; empty for the current one
 * @param secrets by their id, for {@code RUN --mount=type=secret,id=…}
 * @param ssh     what is given to {@code --ssh}, e.g. {@code default}
 * @param cacheTo where the cache is kept, in buildx's words; empty for the builder itself
 * @param timeout of the whole build
 * @param anonymous whether registries are told of nobody, the user's own logins neither
 */
public record BuildxBuild(Dockerfile dockerfile, List<String> program, Optional<String> builder, Map<String, Credential> secrets,
                          List<String> ssh, List<String> cacheTo, Duration timeout, boolean anonymous) implements Build {
    public BuildxBuild {
        Objects.requireNonNull(dockerfile, "dockerfile");
        program = List.copyOf(program);
        Objects.requireNonNull(builder, "builder");
        secrets = Map.copyOf(secrets);
        ssh = List.copyOf(ssh);
        cacheTo = List.copyOf(cacheTo);
        Objects.requireNonNull(timeout, "timeout");
    }

    /** As whoever runs it. */
    public BuildxBuild(Dockerfile dockerfile, List<String> program, Optional<String> builder, Map<String, Credential> secrets,
                       List<String> ssh, List<String> cacheTo, Duration timeout) {
        this(dockerfile, program, builder, secrets, ssh, cacheTo, timeout, false);
    }

    /** As nobody, and with nothing left for other builds: a cache is what they take layers from. */
    @Override public BuildxBuild keepingNothing() {
        return new BuildxBuild(dockerfile, program, builder, secrets, ssh, List.of(), timeout, true);
    }
}
