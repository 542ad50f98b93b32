package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.KnownPasswords.Password;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import io.jenkins.plugins.greenlight.stage.image.docker.context.BuildContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Has a Docker Engine build a Dockerfile, with the builder that every engine has in itself. */
public final class DockerBuilder implements ImageBuilder {
    private static final Pattern LOOPBACK = Pattern.compile("tcp://(?:127(?:\\.\\d{1,3}){3}|localhost|\\[::1]):");

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
                return new EngineBuild(build, order, context, engine, ports).run(logins(engine));
            }
        } catch (IOException | ParseException | IllegalArgumentException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while " + order.name() + " was built.");
            }
            throw new StageException("The image " + order.name() + " was not built: " + e.getMessage(), e);
        }
    }

    /** A password goes to this machine's own engine, or over TLS: nobody between may read it. */
    private Map<String, Password> logins(DockerEngine engine) throws IOException, InterruptedException {
        var known = logins.byRegistry();
        if (!known.isEmpty() && !engine.isLocal() && !isSecured() && !LOOPBACK.matcher(build.host()).lookingAt()) {
            throw new IOException("the engine at " + build.host() + " would be sent the logins for " + String.join(", ", known.keySet())
                    + " without TLS, for everybody between to read. Expected TLS. Name the folder with its certificates in"
                    + " image.docker.tls, or leave these logins out of image.registry.");
        }
        return known;
    }

    private boolean isSecured() {
        return build.tls().filter(folder -> !folder.isBlank()).isPresent();
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
        return isSecured() ? DockerEngine.at(build.host(), ports.workspace().resolve(build.tls().orElseThrow()))
                : DockerEngine.at(build.host());
    }
}
