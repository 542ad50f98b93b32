package io.jenkins.plugins.greenlight.stage.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** Builds the image that every later stage uses, by its digest. The same files give the same digest. */
public final class ImageStage implements Stage<ImageReport> {
    private static final String REVISION = "org.opencontainers.image.revision";

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
        var progress = ports.log().progress("Building the image", Duration.ZERO);
        try {
            var layers = new ImageLayers(config, ports).all();
            checkEntrypoint(layers);
            return build(layers, ports.workspace().resolve(config.archive()), ports.workspace().root());
        } catch (InvalidImageReferenceException e) {
            throw new StageException("\"" + config.name() + "\" is no name for an image. Expected lower-case letters, digits,"
                    + " dots, dashes and slashes, e.g. shop. Change image.name.", e);
        } catch (IOException | ParseException e) {
            throw new StageException("The image was not built: " + e.getMessage(), e);
        } finally {
            progress.close();
        }
    }

    @Override public Verdict judge(ImageReport facts) {
        return Verdict.of(Check.passed("digest", facts.digest().value(), "the archive's bytes are what it says"));
    }

    private ImageReport build(List<FileEntriesLayer> layers, Path archive, Path workspace)
            throws IOException, InterruptedException, StageException, InvalidImageReferenceException {
        Files.createDirectories(archive.toAbsolutePath().getParent());
        var temporary = archive.resolveSibling("." + archive.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            var told = containerize(layers, temporary, workspace);
            var written = OciArchive.read(temporary);
            if (!written.digest().equals(told)) {
                throw new StageException("The archive's image is " + written.digest() + ", but " + told + " was built. Expected"
                        + " the same. Delete " + ImageLayers.cache(workspace) + " and build again.");
            }
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            return new ImageReport(config.name(), told, archive, Sha256.of(archive), written.bytes(), described(written, layers));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private ImageDigest containerize(List<FileEntriesLayer> layers, Path archive, Path workspace)
            throws IOException, InterruptedException, InvalidImageReferenceException {
        var cache = ImageLayers.cache(workspace);
        var target = Containerizer.to(TarImage.at(archive).named(config.name())).setOfflineMode(true)
                .setBaseImageLayersCache(cache.resolve("base")).setApplicationLayersCache(cache.resolve("layers"));
        try {
            return new ImageDigest(image(layers).containerize(target).getDigest().toString());
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            throw new IOException(e.getMessage() + ". Look whether " + cache + " can be written.", e);
        }
    }

    private JibContainerBuilder image(List<FileEntriesLayer> layers) {
        return Jib.fromScratch().setFormat(ImageFormat.OCI).setCreationTime(ImageLayers.TIME)
                .setPlatforms(Set.of(platform())).setFileEntriesLayers(layers).setEntrypoint(entrypoint())
                .setEnvironment(new TreeMap<>(config.environment())).setWorkingDirectory(AbsoluteUnixPath.get("/"))
                .setLabels(labels());
    }

    /** Sorted, as is the environment: a map's own order may differ from one Java process to the next, and so would the digest. */
    private Map<String, String> labels() {
        var labels = new TreeMap<>(config.labels());
        if (!commit.isBlank()) {
            labels.putIfAbsent(REVISION, commit);
        }
        return labels;
    }

    /** The runtime and its libraries are this machine's. */
    private static Platform platform() {
        var arch = System.getProperty("os.arch");
        return new Platform("aarch64".equals(arch) ? "arm64" : "x86_64".equals(arch) ? "amd64" : arch,
                System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux");
    }

    private List<String> entrypoint() {
        var argv = new ArrayList<>(config.entrypoint());
        argv.set(0, program());
        return argv;
    }

    private String program() {
        var first = config.entrypoint().get(0);
        return first.startsWith("/") ? first : "/" + first;
    }

    private void checkEntrypoint(List<FileEntriesLayer> layers) throws StageException {
        if (config.entrypoint().isEmpty() || layers.stream().flatMap(layer -> layer.getEntries().stream())
                .noneMatch(entry -> entry.getExtractionPath().toString().equals(program()))) {
            throw new StageException("Nothing puts the program of image.entrypoint " + config.entrypoint() + " into the image."
                    + " Expected a file of image.files, or jre/bin/java with image.javaModules. Change one of them.");
        }
    }

    private static List<ImageReport.Layer> described(OciArchive written, List<FileEntriesLayer> layers) {
        var described = new ArrayList<ImageReport.Layer>();
        var image = written.images().get(0);
        for (int i = 0; i < image.layers().size(); i++) {
            var digest = image.layers().get(i).digest();
            described.add(new ImageReport.Layer(digest, written.size(digest), layers.get(i).getName()));
        }
        return described;
    }
}
