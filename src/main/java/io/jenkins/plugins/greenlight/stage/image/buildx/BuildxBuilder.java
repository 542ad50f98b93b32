package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandTimeoutException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.IsolatedDockerConfig;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import io.jenkins.plugins.greenlight.stage.image.build.LayerHistory;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Builds a Dockerfile with BuildKit, through buildx as a process: several platforms, secrets and SSH in single steps. */
public final class BuildxBuilder implements ImageBuilder {
    private final BuildxBuild build;
    private final RegistryAccess registries;
    private final Optional<ImageName> registry;

    /**
     * @param registries how they are spoken to
     * @param registry   whose credentials BuildKit is given, for base images and caches there; empty for those that the user's own
     *                   Docker configuration has
     */
    public BuildxBuilder(BuildxBuild build, RegistryAccess registries, Optional<ImageName> registry) {
        this.build = build;
        this.registries = registries;
        this.registry = registry;
    }

    @Override public BuiltImage build(BuildOrder order, Ports ports) throws StageException, InterruptedException {
        new BuildxReady(build, ports).check();
        try (var progress = ports.log().progress("Building " + order.name() + " with buildx", Duration.ZERO);
                var place = OutsideContext.open(context(ports), order.scratch(), ports.daemons());
                var secrets = BuildSecrets.write(build.secrets(), place.path(), ports)) {
            var watch = new BuildWatch(ports.log(), progress, secrets.mask());
            var metadata = place.path().resolve("metadata.json");
            run(order, metadata, secrets, watch, ports);
            watch.words().forEach(ports.log()::info);
            return read(order, BuildMetadata.read(metadata));
        } catch (ClosedByInterruptException e) {
            Thread.interrupted(); // says the same as what is thrown
            throw new InterruptedException();
        } catch (IOException e) {
            throw new StageException("The image was not built: " + e.getMessage(), e);
        }
    }

    private Path context(Ports ports) throws IOException {
        return ports.workspace().resolve(build.dockerfile().context());
    }

    private void run(BuildOrder order, Path metadata, BuildSecrets secrets, BuildWatch watch, Ports ports)
            throws IOException, InterruptedException, StageException {
        var failure = new BuildFailure(build.dockerfile().file(), watch);
        boolean built = false;
        try (var credentials = credentials(metadata.getParent(), ports)) {
            var argv = new BuildxArguments(build).build(order, ports.workspace().resolve(build.dockerfile().file()), context(ports), metadata,
                    secrets.files());
            var environment = new BuildxEnvironment(build, ports.variables()).building(order, Optional.ofNullable(credentials));
            var said = ports.commands().run(new Command(argv, ports.workspace().root(), environment, build.timeout()), watch);
            if (!said.succeeded()) {
                new BuildxReady(build, ports).checkBuilder("went away in the middle of the build");
                throw failure.ended(said.exitCode(), Files.getFileStore(order.archive().toAbsolutePath().getParent()).getUsableSpace());
            }
            built = true;
        } catch (CommandTimeoutException e) {
            throw failure.late(build.timeout().toSeconds() + " s");
        } finally {
            if (!built) {
                delete(order.archive());
            }
        }
    }

    /** Null for those of the user. */
    private IsolatedDockerConfig credentials(Path below, Ports ports) throws IOException, InterruptedException {
        if (build.anonymous()) {
            return IsolatedDockerConfig.ofNobody(below, ports);
        }
        return registry.isEmpty() ? null : IsolatedDockerConfig.create(registries, registry.get(), below, ports);
    }

    private static BuiltImage read(BuildOrder order, BuildMetadata metadata) throws IOException, StageException {
        try {
            var archive = OciArchive.read(order.archive());
            if (!archive.digest().value().equals(metadata.digest())) {
                throw new StageException("The archive's image is " + archive.digest() + ", but buildx built " + metadata.digest()
                        + ". Expected the same. Build again.");
            }
            checkPlatforms(order.platforms(), archive.images().stream().map(OciImage::platform).toList());
            return new BuiltImage(archive, LayerHistory.of(archive), metadata.base(archive));
        } catch (IOException | StageException e) {
            delete(order.archive());
            throw e;
        }
    }

    /** No platform asked for: the builder's own. */
    private static void checkPlatforms(List<Platform> asked, List<Platform> made) throws StageException {
        boolean same = made.size() == Math.max(1, asked.size())
                && asked.stream().allMatch(each -> made.stream().filter(each::runsOn).count() == 1);
        if (!same) {
            throw new StageException("buildx built images for " + made + ". Expected " + (asked.isEmpty() ? "one" : "just " + asked)
                    + ". Correct image.platforms, or the builder in image.buildx.builder.");
        }
    }

    private static void delete(Path file) throws StageException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StageException(file + " of the build cannot be deleted: " + e.getMessage() + ". Expected nothing left. Delete it.", e);
        }
    }
}
