package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** An image for one platform, in an archive. */
public final class OciImage {
    /** @param digest of the bytes in the archive, {@code sha256:…}
     *  @param packed with gzip */
    public record Layer(String digest, boolean packed) { }

    private final OciArchive archive;
    private final ImageDigest digest;
    private final Platform platform;
    private final String config;
    private final List<Layer> layers;
    private final List<String> diffIds;
    private final ImageSettings settings;

    OciImage(OciArchive archive, ImageDigest digest, Platform platform, String config, List<Layer> layers, List<String> diffIds,
             ImageSettings settings) {
        this.archive = archive;
        this.digest = digest;
        this.platform = platform;
        this.config = config;
        this.layers = List.copyOf(layers);
        this.diffIds = List.copyOf(diffIds);
        this.settings = settings;
    }

    /** What holds it, with other platforms' images perhaps. */
    public OciArchive archive() {
        return archive;
    }

    /** Of its own manifest; where the archive holds several images, not the archive's digest. */
    public ImageDigest digest() {
        return digest;
    }

    public Platform platform() {
        return platform;
    }

    public ImageSettings settings() {
        return settings;
    }

    /** The digest of the image's configuration: what a classic Docker Engine calls the image's id. */
    public String config() {
        return config;
    }

    /** The lowest first. */
    public List<Layer> layers() {
        return layers;
    }

    /** The digests of the layers as unpacked tar archives, the lowest first; empty where the configuration names none. */
    public List<String> diffIds() {
        return diffIds;
    }

    /** A layer's tar archive; bytes that are no gzip, where gzip is expected, show here or while it is read. */
    public InputStream open(Layer layer) throws IOException {
        return layer.packed() ? gunzip(archive.open(layer.digest())) : archive.open(layer.digest());
    }

    private static InputStream gunzip(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, 1 << 16);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
