package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An image as one tar file in the OCI layout, every byte of it held against its digest when it was opened. Its one root is the
 * manifest of an image, or an index of images for several platforms.
 */
public final class OciArchive {
    /** A document that names what an image is made of.
     *  @param blobs the digests of its configuration and its layers, the lowest first */
    public record Manifest(ImageDigest digest, String mediaType, List<String> blobs) {
        public Manifest {
            blobs = List.copyOf(blobs);
        }
    }

    private final Path file;
    private final String archive;
    private final ArchiveBlobs blobs;
    private final ImageDigest digest;
    private final String mediaType;
    private final List<Manifest> manifests;
    private final List<OciImage> images;
    private final long bytes;
    private final Node root;

    private OciArchive(Path file, String archive, ArchiveBlobs blobs, Node root) throws IOException {
        this.file = file;
        this.archive = archive;
        this.blobs = blobs;
        this.digest = new ImageDigest(root.get("digest").text());
        this.mediaType = root.find("mediaType").map(Node::text).orElse(MediaTypes.MANIFEST);
        var reader = new ImageReader(this, blobs);
        reader.read(root);
        this.manifests = List.copyOf(reader.manifests());
        this.images = List.copyOf(reader.images());
        this.bytes = Files.size(file);
        this.root = root;
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
        return read(file, archive, Optional.of(digest));
    }

    /** Whichever image it holds. @throws IOException as {@link #open} does, and when it holds several roots or none */
    public static OciArchive read(Path file) throws IOException {
        return read(file, file.toString(), Optional.empty());
    }

    private static OciArchive read(Path file, String archive, Optional<ImageDigest> wanted) throws IOException {
        var blobs = ArchiveBlobs.read(file, archive);
        try {
            checkLayout(archive, blobs);
            return new OciArchive(file, archive, blobs, root(archive, blobs, wanted));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException(e.getMessage() + " Build the image again.", e);
        }
    }

    private static Node root(String archive, ArchiveBlobs blobs, Optional<ImageDigest> wanted) throws IOException {
        var roots = Json.read(blobs.file(LayoutFiles.INDEX), archive + "!/" + LayoutFiles.INDEX).get("manifests").items();
        var named = roots.stream().map(each -> each.get("digest").text()).toList();
        if (wanted.isPresent() ? !named.equals(List.of(wanted.get().value())) : named.size() != 1) {
            throw new IOException(archive + " holds " + (named.isEmpty() ? "no image" : "the image " + String.join(" and ", named))
                    + ". Expected just " + wanted.map(ImageDigest::value).orElse("one") + ". Give the archive of that image, or deploy"
                    + " the digest that the image stage printed.");
        }
        return roots.get(0);
    }

    private static void checkLayout(String archive, ArchiveBlobs blobs) throws IOException {
        var version = Json.read(blobs.file(LayoutFiles.VERSION), archive + "!/" + LayoutFiles.VERSION).get("imageLayoutVersion").text();
        if (!version.startsWith("1.")) {
            throw new IOException(archive + " has the OCI layout version " + version + ". Expected 1.x. Build the image again.");
        }
    }

    /** The same bytes at another place, where whoever moved them put them. */
    public OciArchive movedTo(Path place) throws IOException {
        return new OciArchive(place, place.toString(), blobs.movedTo(place), root);
    }

    public Path file() {
        return file;
    }

    /** What messages call the file. */
    public String archive() {
        return archive;
    }

    /** Of the root: what is handed on, pushed, signed and deployed. */
    public ImageDigest digest() {
        return digest;
    }

    /** Of the root. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether the root lists images rather than being one. */
    public boolean isIndex() {
        return MediaTypes.isIndex(mediaType);
    }

    /** Of the file when it was opened, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Those that can run, one for each platform, in the index's order. */
    public List<OciImage> images() {
        return images;
    }

    /** The root itself when it is no index; else all that it names, images or what is said of them. */
    public List<Manifest> manifests() {
        return manifests;
    }

    /** The only image, for whatever platform; of several that for this one.
     *  @throws IOException when none of several is for it */
    public OciImage image(Platform platform) throws IOException {
        if (images.size() == 1) {
            return images.get(0);
        }
        return images.stream().filter(image -> image.platform().runsOn(platform)).findFirst().orElseThrow(() -> new IOException(archive
                + " holds images for " + images.stream().map(image -> image.platform().toString()).collect(Collectors.joining(", "))
                + ". Expected one for " + platform + ". Add it to image.platforms and build again."));
    }

    /** A blob as it lies in the archive. */
    public InputStream open(String blob) throws IOException {
        return blobs.open(blob);
    }

    /** Of a blob, in bytes. */
    public long size(String blob) {
        return blobs.size(blob);
    }

    /** A small document that is a blob. */
    public String text(String blob) throws IOException {
        return blobs.text(blob);
    }
}
