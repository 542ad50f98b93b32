package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What buildx says it built. */
final class BuildMetadata {
    private static final String PROVENANCE = "buildx.build.provenance";

    private final Node root;

    private BuildMetadata(Node root) {
        this.root = root;
    }

    /** @throws IOException when there is no such file, or it does not tell the image's digest */
    static BuildMetadata read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("buildx wrote no metadata file. Expected one with the image's digest. Use buildx 0.13 or newer.");
        }
        try {
            var read = new BuildMetadata(Json.read(Files.readString(file), "metadata of the build"));
            read.digest();
            return read;
        } catch (ParseException e) {
            throw new IOException(e.getMessage() + " Use buildx 0.13 or newer.", e);
        }
    }

    /** Of the index, where there are several platforms. */
    String digest() {
        return root.get("containerimage.digest").text();
    }

    /** Empty for an image built on nothing, and when this BuildKit does not say. */
    Optional<BuiltImage.Base> base(OciArchive archive) {
        var diffIds = new TreeMap<String, List<String>>();
        String name = null;
        for (var image : archive.images()) {
            var base = provenance(image).flatMap(BaseOrigin::find);
            if (base.isPresent()) {
                name = name == null ? base.get().name() : name;
                diffIds.put(image.platform().toString(), lowest(image, base.get().layers()));
            }
        }
        return Optional.ofNullable(name).map(known -> new BuiltImage.Base(known, diffIds));
    }

    /** The base's layers are the image's lowest, also when they were packed anew. */
    private static List<String> lowest(OciImage image, int layers) {
        return image.diffIds().subList(0, Math.min(layers, image.diffIds().size()));
    }

    private Optional<Node> provenance(OciImage image) {
        return root.find(PROVENANCE + "/" + image.platform()).or(() -> root.find(PROVENANCE));
    }
}
