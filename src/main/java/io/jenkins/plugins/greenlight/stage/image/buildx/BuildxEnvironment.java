package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.port.Variables;
import io.jenkins.plugins.greenlight.registry.IsolatedDockerConfig;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What buildx finds in its environment beside what every program inherits. */
final class BuildxEnvironment {
    private static final String DOCKER_CONFIG = "DOCKER_CONFIG";
    private static final String BUILDX_CONFIG = "BUILDX_CONFIG";
    /** How the Docker command line finds its engine and buildx its builder. */
    private static final List<String> PASSED = List.of(BUILDX_CONFIG, "BUILDX_BUILDER", DOCKER_CONFIG, "DOCKER_HOST", "DOCKER_CONTEXT",
            "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");
    static final String AGENT = "SSH_AUTH_SOCK";

    private final BuildxBuild build;
    private final Variables variables;

    BuildxEnvironment(BuildxBuild build, Variables variables) {
        this.build = build;
        this.variables = variables;
    }

    /** For all but the build. */
    Map<String, String> looking() {
        var environment = new TreeMap<String, String>();
        PASSED.forEach(name -> variables.value(name).ifPresent(value -> environment.put(name, value)));
        return environment;
    }

    /**
     * What the base is made of is in the metadata only when it is asked for; it changes nothing in the image. Git, which buildx would
     * ask about the workspace, runs whatever its configuration there names.
     *
     * @param credentials that the build has instead of the user's own
     */
    Map<String, String> building(BuildOrder order, Optional<IsolatedDockerConfig> credentials) throws IOException {
        var environment = new TreeMap<>(looking());
        environment.put("BUILDX_METADATA_PROVENANCE", "max");
        environment.put("BUILDX_GIT_INFO", "false");
        order.sourceDate().ifPresent(date -> environment.put("SOURCE_DATE_EPOCH", Long.toString(date.getEpochSecond())));
        if (!build.ssh().isEmpty()) {
            variables.value(AGENT).ifPresent(value -> environment.put(AGENT, value));
        }
        if (credentials.isPresent()) {
            isolate(credentials.get(), environment);
        }
        return environment;
    }

    /** Builder instances, plugins and contexts of the Docker command line stay those of the user. */
    private void isolate(IsolatedDockerConfig credentials, Map<String, String> environment) throws IOException {
        var own = variables.value(DOCKER_CONFIG).or(() -> variables.value("HOME").map(home -> home + "/.docker")).map(Path::of);
        environment.putAll(credentials.environment());
        if (own.isPresent()) {
            environment.putIfAbsent(BUILDX_CONFIG, own.get().resolve("buildx").toString());
            for (var name : List.of("cli-plugins", "contexts")) {
                var folder = own.get().toAbsolutePath().resolve(name);
                if (Files.isDirectory(folder)) {
                    Files.createSymbolicLink(credentials.folder().resolve(name), folder);
                }
            }
        }
    }
}
