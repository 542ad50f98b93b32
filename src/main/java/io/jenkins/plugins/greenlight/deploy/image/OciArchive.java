package io.jenkins.plugins.greenlight.deploy.image;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** An image as one tar file in the OCI layout, every byte of it held against its digest when it was opened. */
public final class OciArchive {
    /** @param digest of the bytes in the archive, {@code sha256:…}
     *  @param packed with gzip */
    public record Layer(String digest, boolean packed) { }

    private final String archive;
    private final ArchiveBlobs blobs;
    private final String config;
    private final List<Layer> layers;
    private final ImageSettings settings;

    private OciArchive(String archive, ArchiveBlobs blobs, String config, List<Layer> layers, ImageSettings settings) {
        this.archive = archive;
        this.blobs = blobs;
        this.config = config;
        this.layers = layers;
        this.settings = settings;
    }

    /**
     * @throws IOException when this is no OCI layout, does not hold just this image, or one byte of the image is not
     *                     what the digest says; the message names the blob
     */
    public static OciArchive open(Path archive, ImageDigest digest) throws IOException {
        return open(archive, digest, archive.toString());
    }

    /** @param archive what messages call the file */
    public static OciArchive open(Path file, ImageDigest digest, String archive) throws IOException {
        var blobs = ArchiveBlobs.read(file, archive);
        try {
            checkLayout(archive, blobs);
            checkIndex(archive, blobs, digest);
            var manifest = Json.read(blobs.text(digest.value()), "manifest " + digest + " in " + archive);
            var config = blob(archive, blobs, manifest.get("config"), "configuration");
            var layers = new ArrayList<Layer>();
            for (var descriptor : manifest.get("layers").items()) {
                layers.add(new Layer(blob(archive, blobs, descriptor, "layer"), packed(archive, descriptor)));
            }
            var settings = ImageSettings.read(Json.read(blobs.text(config), "configuration " + config + " in " + archive));
            return new OciArchive(archive, blobs, config, List.copyOf(layers), settings);
        } catch (ParseException e) {
            throw new IOException(e.getMessage() + " Build the image again.", e);
        }
    }

    public ImageSettings settings() {
        return settings;
    }

    /** What messages call the file. */
    public String archive() {
        return archive;
    }

    /** The digest of the image's configuration: what a classic Docker Engine calls the image's id. */
    public String config() {
        return config;
    }

    /** The lowest first. */
    public List<Layer> layers() {
        return layers;
    }

    /** A blob as it lies in the archive. */
    public InputStream open(String digest) throws IOException {
        return blobs.open(digest);
    }

    /** Of a blob, in bytes. */
    public long size(String digest) {
        return blobs.size(digest);
    }

    /** A layer's tar archive; bytes that are no gzip, where gzip is expected, show here or while it is read. */
    public InputStream open(Layer layer) throws IOException {
        return layer.packed() ? gunzip(open(layer.digest())) : open(layer.digest());
    }

    private static InputStream gunzip(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, 1 << 16);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void checkLayout(String archive, ArchiveBlobs blobs) throws IOException {
        var version = Json.read(blobs.file("oci-layout"), archive + "!/oci-layout").get("imageLayoutVersion").text();
        if (!version.startsWith("1.")) {
            throw new IOException(archive + " has the OCI layout version " + version + ". Expected 1.x. Build the image again.");
        }
    }

    private static void checkIndex(String archive, ArchiveBlobs blobs, ImageDigest digest) throws IOException {
        var manifests = Json.read(blobs.file("index.json"), archive + "!/index.json").get("manifests").items();
        var named = manifests.stream().map(each -> each.get("digest").text()).toList();
        if (!named.equals(List.of(digest.value()))) {
            throw new IOException(archive + " holds the image " + String.join(" and ", named) + ". Expected just " + digest
                    + ". Give the archive of that image, or deploy the digest that the image stage printed.");
        }
        blob(archive, blobs, manifests.get(0), "manifest");
    }

    /** The digest of a blob that is there and as long as its descriptor says. */
    private static String blob(String archive, ArchiveBlobs blobs, Node descriptor, String what) throws IOException {
        String digest = descriptor.get("digest").text();
        if (!digest.matches("sha256:[0-9a-f]{64}") || !blobs.has(digest)) {
            throw new IOException(archive + " does not hold the " + what + " " + digest + ". Expected a blob of that SHA-256."
                    + " Build the image again.");
        }
        long expected = descriptor.get("size").integer();
        if (blobs.size(digest) != expected) {
            throw new IOException("Blob " + digest + " in " + archive + " has " + blobs.size(digest) + " bytes. Expected "
                    + expected + ", as the " + what + "'s descriptor says. Build the image again.");
        }
        return digest;
    }

    private static boolean packed(String archive, Node descriptor) throws IOException {
        String type = descriptor.get("mediaType").text();
        return switch (type) {
            case "application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.docker.image.rootfs.diff.tar.gzip" -> true;
            case "application/vnd.oci.image.layer.v1.tar" -> false;
            default -> throw new IOException(archive + " has a layer of type " + type + ". Expected a tar archive, plain or"
                    + " packed with gzip. Build the image with greenlight image.");
        };
    }
}
