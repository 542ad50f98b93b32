package io.jenkins.plugins.greenlight.stage.image.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.EngineException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the last stage was built on, as the engine has it.
 *
 * @param name    as the person wrote it, with its ARGs resolved
 * @param diffIds of its layers, the lowest first
 * @param created when it was made; empty when it does not say
 */
record BuiltBase(String name, List<String> diffIds, Optional<Instant> created) {
    /** Empty for an image from nothing. */
    static Optional<BuiltBase> of(BuildSteps steps, BaseName names, DockerEngine engine) throws EngineException {
        var lowest = steps.lowest();
        if (lowest.isEmpty()) {
            return Optional.empty();
        }
        var name = names.of(lowest.get().from());
        var reference = lowest.get().triggered() ? name : lowest.get().base();
        var image = engine.read("look at the base image " + name, client -> client.inspectImageCmd(reference).exec());
        return Optional.of(of(name, image));
    }

    private static BuiltBase of(String name, InspectImageResponse image) {
        var files = image.getRootFS();
        var layers = files == null || files.getLayers() == null ? List.<String>of() : files.getLayers();
        return new BuiltBase(name, layers, created(image.getCreated()));
    }

    private static Optional<Instant> created(String text) {
        try {
            return Optional.ofNullable(text).filter(some -> !some.isEmpty()).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
