package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the documents of an archive: what each names must be there, as long as it says. */
final class ImageReader {
    private static final String UNKNOWN = "unknown";

    private final OciArchive owner;
    private final ArchiveBlobs blobs;
    private final String archive;
    private final List<OciArchive.Manifest> manifests = new ArrayList<>();
    private final List<OciImage> images = new ArrayList<>();

    ImageReader(OciArchive owner, ArchiveBlobs blobs) {
        this.owner = owner;
        this.blobs = blobs;
        this.archive = owner.archive();
    }

    /** The images of what the archive's index names. @param root the only descriptor there */
    void read(Node root) throws IOException {
        var digest = blob(root, "manifest");
        if (mediaType(root).filter(MediaTypes::isIndex).isEmpty()) {
            manifest(root, Optional.empty());
            return;
        }
        for (var descriptor : document(digest, "index").get("manifests").items()) {
            blob(descriptor, "manifest");
            manifest(descriptor, descriptor.find("platform"));
        }
    }

    /** Every manifest, of images and of what is said of them. */
    List<OciArchive.Manifest> manifests() {
        return manifests;
    }

    /** Those that can run. */
    List<OciImage> images() {
        return images;
    }

    private void manifest(Node descriptor, Optional<Node> platform) throws IOException {
        var digest = new ImageDigest(descriptor.get("digest").text());
        var manifest = document(digest.value(), "manifest");
        var config = blob(manifest.get("config"), "configuration");
        var named = new ArrayList<String>(List.of(config));
        var layers = manifest.get("layers").items();
        for (var layer : layers) {
            named.add(blob(layer, "layer"));
        }
        manifests.add(new OciArchive.Manifest(digest, mediaType(descriptor).or(() -> mediaType(manifest))
                .orElse(MediaTypes.MANIFEST), named));
        if (platform.flatMap(own -> own.find("os")).filter(os -> os.text().equals(UNKNOWN)).isEmpty()) {
            images.add(image(digest, config, layers, platform));
        }
    }

    private OciImage image(ImageDigest digest, String config, List<Node> descriptors, Optional<Node> platform) throws IOException {
        var root = document(config, "configuration");
        var layers = new ArrayList<OciImage.Layer>();
        for (var descriptor : descriptors) {
            layers.add(new OciImage.Layer(descriptor.get("digest").text(), packed(descriptor)));
        }
        var contents = root.find("rootfs").flatMap(rootfs -> rootfs.find("diff_ids"))
                .map(ids -> ids.items().stream().map(Node::text).toList()).orElse(List.of());
        return new OciImage(owner, digest, Platform.of(platform.orElse(root)), config, layers, contents, ImageSettings.read(root));
    }

    private Node document(String digest, String what) throws IOException {
        return Json.read(blobs.text(digest), what + " " + digest + " in " + archive);
    }

    private static Optional<String> mediaType(Node node) {
        return node.find("mediaType").map(Node::text);
    }

    /** The digest of a blob that is there and as long as its descriptor says. */
    private String blob(Node descriptor, String what) throws IOException {
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

    private boolean packed(Node descriptor) throws IOException {
        String type = descriptor.get("mediaType").text();
        return switch (type) {
            case MediaTypes.LAYER_GZIP, MediaTypes.DOCKER_LAYER_GZIP -> true;
            case MediaTypes.LAYER -> false;
            default -> throw new IOException(archive + " has a layer of type " + type + ". Expected a tar archive, plain or"
                    + " packed with gzip. Build the image with greenlight image, on a base image of such layers.");
        };
    }
}
