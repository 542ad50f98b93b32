package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuild;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuilder;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuild;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuilder;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Builds the image that every later stage uses, by its digest, looks at what is in it, and hands it out once it may go on: exactly
 * the bytes that were looked at.
 */
public final class ImageStage implements Stage<ImageReport> {
    /** In the workspace, for what the stage needs while it runs. */
    private static final String SCRATCH = "target/greenlight/scratch";

    private final ImageConfig config;
    private final String commit;

    /** @param commit put on the image as its revision unless the labels name one; empty for none */
    public ImageStage(ImageConfig config, String commit) {
        this.config = config;
        this.commit = commit;
    }

    @Override public StageId id() {
        return StageId.IMAGE;
    }

    @Override public ImageReport run(Ports ports) throws StageException, InterruptedException {
        var tags = config.push().isPresent() ? Tags.of(config.push().get(), config.version(), commit) : List.<String>of();
        try (var scratch = ScratchFolder.open(ports.workspace().resolve(SCRATCH), "image", ports.daemons())) {
            return build(ports.workspace().resolve(config.archive()), scratch.path(), ports).taggedAs(tags);
        } catch (IOException e) {
            throw new StageException("The image was not built: " + e.getMessage(), e);
        }
    }

    @Override public Verdict judge(ImageReport facts) {
        return Verdict.of(Check.passed("digest", facts.digest().value(), "the archive's bytes are what it says"));
    }

    @Override public ImageReport passed(ImageReport facts, Ports ports) throws StageException, InterruptedException {
        if (config.push().isEmpty()) {
            return facts;
        }
        var name = ImageName.parse(config.push().get().repository());
        try {
            var archive = OciArchive.open(facts.archive(), facts.digest());
            return facts.pushed(new Registry(access(ports), ports).push(archive, name, facts.tags()));
        } catch (IOException e) {
            throw new StageException("The image " + facts.digest() + " was built and not pushed: " + e.getMessage(), e);
        }
    }

    private RegistryAccess access(Ports ports) throws IOException {
        return config.registries().access(config.push().map(push -> ImageName.parse(push.repository())), ports.workspace());
    }

    private ImageReport build(Path archive, Path scratch, Ports ports) throws IOException, InterruptedException, StageException {
        var builder = builder(access(ports), ports);
        var places = new ArrayList<>(builder.disks(ports));
        places.add(archive);
        FreeSpace.check(places, config.minimumFreeBytes());
        Files.createDirectories(archive.toAbsolutePath().getParent());
        var temporary = archive.resolveSibling("." + archive.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (var progress = ports.log().progress("Building the image", Duration.ZERO)) {
            var date = SourceDate.of(ports.variables());
            var built = builder.build(new BuildOrder(config.name(), config.platforms(), new Labels(config, commit, ports).all(date), date,
                    temporary, scratch), ports);
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            progress.close();
            return ImageReport.of(config.name(), archive, Sha256.of(archive), built);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private ImageBuilder builder(RegistryAccess access, Ports ports) {
        if (config.build() instanceof DockerBuild docker) {
            return new DockerBuilder(docker, new EngineLogins(access, ports));
        }
        if (config.build() instanceof BuildxBuild buildx) {
            boolean own = config.registries().login().isPresent() || config.registries().dockerConfig().isPresent();
            return new BuildxBuilder(buildx, access, config.push().filter(push -> own).map(push -> ImageName.parse(push.repository())));
        }
        if (config.build() instanceof JibBuild jib) {
            return new JibBuilder(jib, access);
        }
        throw new IllegalStateException("No builder for " + config.build() + ".");
    }
}
