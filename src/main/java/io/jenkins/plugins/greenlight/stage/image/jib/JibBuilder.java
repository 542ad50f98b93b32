package io.jenkins.plugins.greenlight.stage.image.jib;

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
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** Lays files into an image without a daemon. The same files give the same digest. */
public final class JibBuilder implements ImageBuilder {
    private final JibBuild build;

    public JibBuilder(JibBuild build) {
        this.build = build;
    }

    @Override public BuiltImage build(BuildOrder order, Ports ports) throws StageException, InterruptedException {
        try {
            var layers = new ImageLayers(build, ports).all();
            checkEntrypoint(layers);
            return build(order, layers, ports.workspace().root());
        } catch (InvalidImageReferenceException e) {
            throw new StageException("\"" + order.name() + "\" is no name for an image. Expected lower-case letters, digits,"
                    + " dots, dashes and slashes, e.g. shop. Change image.name.", e);
        } catch (IOException | ParseException e) {
            throw new StageException("The image was not built: " + e.getMessage(), e);
        }
    }

    private BuiltImage build(BuildOrder order, List<FileEntriesLayer> layers, Path workspace)
            throws IOException, InterruptedException, StageException, InvalidImageReferenceException {
        var told = containerize(order, layers, workspace);
        var written = OciArchive.read(order.archive());
        if (!written.digest().value().equals(told)) {
            throw new StageException("The archive's image is " + written.digest() + ", but " + told + " was built. Expected"
                    + " the same. Delete " + ImageLayers.cache(workspace) + " and build again.");
        }
        return new BuiltImage(written, contents(written, layers), Optional.empty());
    }

    private String containerize(BuildOrder order, List<FileEntriesLayer> layers, Path workspace)
            throws IOException, InterruptedException, InvalidImageReferenceException {
        var cache = ImageLayers.cache(workspace);
        var target = Containerizer.to(TarImage.at(order.archive()).named(order.name())).setOfflineMode(true)
                .setBaseImageLayersCache(cache.resolve("base")).setApplicationLayersCache(cache.resolve("layers"));
        try {
            return image(order, layers).containerize(target).getDigest().toString();
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            throw new IOException(e.getMessage() + ". Look whether " + cache + " can be written.", e);
        }
    }

    /** Labels are sorted, as is the environment: a map's own order may differ from one Java process to the next, and so would the digest. */
    private JibContainerBuilder image(BuildOrder order, List<FileEntriesLayer> layers) {
        return Jib.fromScratch().setFormat(ImageFormat.OCI).setCreationTime(order.sourceDate().orElse(ImageLayers.TIME))
                .setPlatforms(Set.of(platform(order))).setFileEntriesLayers(layers).setEntrypoint(entrypoint())
                .setEnvironment(new TreeMap<>(build.environment())).setWorkingDirectory(AbsoluteUnixPath.get("/"))
                .setLabels(order.labels());
    }

    /** The runtime and its libraries are this machine's. */
    private static Platform platform(BuildOrder order) {
        var here = order.platforms().stream().findFirst().orElseGet(io.jenkins.plugins.greenlight.oci.Platform::here);
        return new Platform(here.architecture(), System.getProperty("os.name").startsWith("Mac") ? "darwin" : here.os());
    }

    private List<String> entrypoint() {
        var argv = new ArrayList<>(build.entrypoint());
        argv.set(0, program());
        return argv;
    }

    private String program() {
        var first = build.entrypoint().get(0);
        return first.startsWith("/") ? first : "/" + first;
    }

    private void checkEntrypoint(List<FileEntriesLayer> layers) throws StageException {
        if (build.entrypoint().isEmpty() || layers.stream().flatMap(layer -> layer.getEntries().stream())
                .noneMatch(entry -> entry.getExtractionPath().toString().equals(program()))) {
            throw new StageException("Nothing puts the program of image.entrypoint " + build.entrypoint() + " into the image."
                    + " Expected a file of image.files, or jre/bin/java with image.javaModules. Change one of them.");
        }
    }

    private static Map<String, String> contents(OciArchive written, List<FileEntriesLayer> layers) {
        var contents = new HashMap<String, String>();
        var made = written.images().get(0).layers();
        for (int at = 0; at < made.size(); at++) {
            contents.put(made.get(at).digest(), layers.get(at).getName());
        }
        return contents;
    }
}
