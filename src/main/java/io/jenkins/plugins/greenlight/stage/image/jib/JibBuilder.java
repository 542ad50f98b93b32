package io.jenkins.plugins.greenlight.stage.image.jib;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import io.jenkins.plugins.greenlight.oci.IndexArchive;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.oci.StackedImage;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Lays files into an image without a daemon, on a base image or on nothing. The same files give the same digest. */
public final class JibBuilder implements ImageBuilder {
    private final JibBuild build;
    private final RegistryAccess access;

    /** @param access to the base image's registry */
    public JibBuilder(JibBuild build, RegistryAccess access) {
        this.build = build;
        this.access = access;
    }

    @Override public BuiltImage build(BuildOrder order, Ports ports) throws StageException, InterruptedException {
        var platforms = new JibPlatforms(build, order).checked();
        try (var scratch = ScratchFolder.open(order.scratch(), "jib", ports.daemons())) {
            var base = base(platforms, ports);
            var layers = new ImageLayers(build, ports).all();
            var entrypoint = new Entrypoint(build, layers);
            var run = new JibRun(order.name(), ImageLayers.cache(ports.workspace().root()));
            var images = new ArrayList<OciArchive>();
            for (var platform : platforms) {
                var own = run.write(image(order, platform, layers, entrypoint.argv(), base),
                        scratch.path().resolve(platform.word() + ".jib.tar"));
                images.add(finished(own, platform, base, scratch.path().resolve(platform.word() + ".tar")));
            }
            return built(order, images, layers, base);
        } catch (IOException | ParseException e) {
            if (Thread.interrupted()) { // what an interrupted thread reads or writes fails as if the disk did
                throw interrupted(e);
            }
            throw new StageException("The image was not built: " + e.getMessage(), e);
        }
    }

    private Optional<BaseImage> base(List<Platform> platforms, Ports ports) throws IOException, InterruptedException, StageException {
        if (build.base().isEmpty()) {
            return Optional.empty();
        }
        var kept = ImageLayers.cache(ports.workspace().root()).resolve("base");
        return Optional.of(BaseImage.find(build.base().get(), platforms, access, kept, ports));
    }

    private static InterruptedException interrupted(Exception cause) {
        var interrupted = new InterruptedException("The image's build was interrupted.");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** Labels are sorted, as is the environment: a map's own order may differ from one Java process to the next, and so would
     *  the digest. */
    private JibContainerBuilder image(BuildOrder order, Platform platform, List<FileEntriesLayer> layers, List<String> entrypoint,
                                      Optional<BaseImage> base) {
        var labels = new TreeMap<>(order.labels());
        base.ifPresent(own -> {
            labels.putIfAbsent("org.opencontainers.image.base.name", own.reference().full());
            labels.putIfAbsent("org.opencontainers.image.base.digest", own.digest().value());
        });
        return Jib.fromScratch().setFormat(ImageFormat.OCI).setCreationTime(order.sourceDate().orElse(ImageLayers.TIME))
                .setPlatforms(Set.of(jibs(platform)))
                .setFileEntriesLayers(layers).setEntrypoint(entrypoint).setEnvironment(new TreeMap<>(build.environment()))
                .setWorkingDirectory(AbsoluteUnixPath.get("/")).setLabels(labels);
    }

    /** It knows no variants. */
    private static com.google.cloud.tools.jib.api.buildplan.Platform jibs(Platform platform) {
        return new com.google.cloud.tools.jib.api.buildplan.Platform(platform.architecture(), platform.os());
    }

    private static OciArchive finished(OciImage own, Platform platform, Optional<BaseImage> base, Path archive)
            throws IOException, StageException {
        if (base.isEmpty()) {
            return platform.variant().isEmpty() ? own.archive() : StackedImage.named(own, platform, archive);
        }
        var stacked = StackedImage.write(base.get().images().get(platform), own, platform, archive);
        if (stacked.images().get(0).settings().argv().isEmpty()) {
            throw new StageException("The image has nothing to start: image.entrypoint is empty, and so is that of the base image"
                    + " " + base.get().reference().text() + ". Expected one of them. Set image.entrypoint.");
        }
        return stacked;
    }

    /** Where one platform was asked for, its manifest is the image; an index of one would be another digest for the same. */
    private static BuiltImage built(BuildOrder order, List<OciArchive> images, List<FileEntriesLayer> layers,
                                    Optional<BaseImage> base) throws IOException {
        var written = images.size() > 1 ? IndexArchive.write(images, order.archive()) : moved(images.get(0), order.archive());
        return new BuiltImage(written, contents(written, layers, base), base.map(own -> base(own, written, layers.size())));
    }

    private static OciArchive moved(OciArchive image, Path archive) throws IOException {
        Files.move(image.file(), archive, StandardCopyOption.REPLACE_EXISTING);
        return image.movedTo(archive);
    }

    private static BuiltImage.Base base(BaseImage base, OciArchive written, int own) {
        var diffIds = new HashMap<String, List<String>>();
        for (var image : written.images()) {
            diffIds.put(image.platform().toString(), image.diffIds().subList(0, image.diffIds().size() - own));
        }
        return new BuiltImage.Base(base.reference().text(), diffIds);
    }

    private static Map<String, String> contents(OciArchive written, List<FileEntriesLayer> layers, Optional<BaseImage> base) {
        var contents = new HashMap<String, String>();
        var below = base.map(own -> "the base image " + own.reference().text()).orElse("");
        for (var image : written.images()) {
            int first = image.layers().size() - layers.size();
            for (int at = 0; at < image.layers().size(); at++) {
                contents.putIfAbsent(image.layers().get(at).digest(), at < first ? below : layers.get(at - first).getName());
            }
        }
        return contents;
    }
}
