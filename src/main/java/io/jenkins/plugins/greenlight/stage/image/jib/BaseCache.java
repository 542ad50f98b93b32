package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.Registry;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * Base images on this machine, by digest: {@code HEX.json} is an index or a manifest, {@code HEX.tar} an image of one platform.
 * Every byte is looked at whenever one is used, so that a registry is asked only for what is not here or was changed.
 */
final class BaseCache {
    /** What no build has used for so long goes. */
    static final Duration KEPT = Duration.ofDays(7);

    private final Path folder;
    private final Registry registry;
    private final Ports ports;

    BaseCache(Path folder, Registry registry, Ports ports) {
        this.folder = folder;
        this.registry = registry;
        this.ports = ports;
    }

    /** A manifest or an index. */
    String document(ImageName name, ImageDigest digest) throws IOException, InterruptedException {
        var file = folder.resolve(digest.hex() + ".json");
        if (!Files.isRegularFile(file) || !Sha256.of(file).equals(digest.hex())) {
            WholeFile.write(file, registry.manifest(name, digest));
        }
        used(file);
        return Files.readString(file);
    }

    /** An image for one platform. */
    OciArchive image(ImageName name, ImageDigest digest) throws IOException, InterruptedException {
        var file = folder.resolve(digest.hex() + ".tar");
        if (Files.isRegularFile(file)) {
            try {
                var kept = OciArchive.open(file, digest);
                used(file);
                return kept;
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                ports.log().warn("The base image is brought anew: " + e.getMessage());
            }
        }
        Files.createDirectories(folder);
        var pulled = registry.pull(name, digest, file);
        used(file);
        return pulled;
    }

    private void used(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(ports.clock().instant()));
    }

    /** What builds that were killed left goes as well, when it is as old. */
    void tidy() throws IOException {
        var oldest = ports.clock().instant().minus(KEPT);
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
