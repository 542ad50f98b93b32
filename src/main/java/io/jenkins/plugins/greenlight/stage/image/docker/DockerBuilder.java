package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Has a Docker Engine build a Dockerfile, with the builder that every engine has in itself. */
public final class DockerBuilder implements ImageBuilder {
    private final DockerBuild build;
    private final BaseLogins logins;

    public DockerBuilder(DockerBuild build) {
        this(build, BaseLogins.NONE);
    }

    /** @param logins for base images that not everybody may have */
    public DockerBuilder(DockerBuild build, BaseLogins logins) {
        this.build = build;
        this.logins = logins;
    }

    @Override public BuiltImage build(BuildOrder order, Ports ports) throws StageException, InterruptedException {
        try {
            BuildRequest.check(build.dockerfile(), order);
            var context = BuildContext.of(build.dockerfile(), ports.workspace(), ports.log());
            try (var engine = engine(ports)) {
                return new EngineBuild(build, order, context, engine, ports.log()).run(logins.byRegistry());
            }
        } catch (IOException | ParseException | IllegalArgumentException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while " + order.name() + " was built.");
            }
            throw new StageException("The image " + order.name() + " was not built: " + e.getMessage(), e);
        }
    }

    /** The engine's data, where the engine is on this machine. */
    @Override public List<Path> disks(Ports ports) {
        try (var engine = engine(ports)) {
            if (!engine.isLocal()) {
                return List.of();
            }
            var info = engine.read("say where its data is", client -> client.infoCmd().exec());
            return info.getDockerRootDir() != null && Files.isDirectory(Path.of(info.getDockerRootDir()))
                    ? List.of(Path.of(info.getDockerRootDir())) : List.of();
        } catch (IOException | IllegalArgumentException e) {
            return List.of(); // the build will say what is wrong with the engine
        }
    }

    private DockerEngine engine(Ports ports) throws IOException {
        return build.tls().isPresent() && !build.tls().get().isBlank()
                ? DockerEngine.at(build.host(), ports.workspace().resolve(build.tls().get())) : DockerEngine.at(build.host());
    }
}
