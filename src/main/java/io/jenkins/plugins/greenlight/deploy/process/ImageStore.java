package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.oci.ImageSettings;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Accepted images. The archive {@code HEX.tar} is the truth; {@code HEX/rootfs} is unpacked from it, once, and listed in
 * {@code HEX/tree.sha256}. Each appears under its name as a whole, so that a kill leaves at most a {@code .….tmp}.
 */
final class ImageStore {
    private final Path folder;

    ImageStore(Path folder) {
        this.folder = folder;
    }

    void accept(ImageDigest digest, Path archive) throws IOException {
        Files.createDirectories(folder);
        DurableFiles.clean(folder);
        if (!isWhole(digest)) {
            copy(digest, archive);
        }
        if (damage(digest).isPresent()) { // kept for whoever wants to know how; an instance may run in it
            DurableFiles.move(tree(digest), folder.resolve(digest.hex() + ".damaged-" + UUID.randomUUID()));
        }
        unpack(digest);
    }

    /** Whether its archive is here, every byte of it, and the unpacked files, if they are here, are those of the archive. */
    boolean holds(ImageDigest digest) throws IOException {
        return isWhole(digest) && damage(digest).isEmpty();
    }

    /** A copy of the archive that was accepted, after every byte was looked at again.
     * @throws IOException when it is not here or one was changed */
    void save(ImageDigest digest, Path archive) throws IOException {
        if (!Files.isRegularFile(tar(digest))) {
            throw absent(digest);
        }
        OciArchive.open(Files.copy(tar(digest), archive), digest, tar(digest).toString());
    }

    private IOException absent(ImageDigest digest) {
        return new IOException("Image " + digest + " is not on this host: there is no " + tar(digest) + ". Expected one that"
                + " was accepted before. Deploy it from a build that has its archive.");
    }

    /** The image's files and settings, after every byte was looked at again.
     * @throws IOException when it is not here or one was changed */
    Ready ready(ImageDigest digest) throws IOException {
        if (!Files.isRegularFile(tar(digest))) {
            throw absent(digest);
        }
        var settings = image(digest).settings();
        var damage = damage(digest);
        if (damage.isPresent()) {
            throw new IOException("Image " + digest + " was changed after it was accepted: " + damage.get() + " in "
                    + rootfs(digest) + ". Expected what " + listing(digest) + " lists. Find out who writes there, then move "
                    + tree(digest) + " away: the image is unpacked anew at the next start.");
        }
        unpack(digest);
        return new Ready(rootfs(digest).toRealPath(), settings);
    }

    record Ready(Path rootfs, ImageSettings settings) { }

    /** An archive that cannot be read is as good as none: it is brought anew. */
    private boolean isWhole(ImageDigest digest) throws IOException {
        if (!Files.isRegularFile(tar(digest))) {
            return false;
        }
        try {
            image(digest);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private OciImage image(ImageDigest digest) throws IOException {
        return OciArchive.open(tar(digest), digest).image(Platform.here());
    }

    /** What is verified is the copy: the archive could change between a look and a copy. */
    private void copy(ImageDigest digest, Path archive) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new IOException("There is no archive " + archive + " of image " + digest + ". Expected the one that the image"
                    + " stage wrote. Run greenlight image.");
        }
        var temporary = DurableFiles.temporary(tar(digest));
        try {
            try (var in = Files.newInputStream(archive)) {
                DurableFiles.write(temporary, in);
            }
            OciArchive.open(temporary, digest, archive.toString()).image(Platform.here());
            DurableFiles.move(temporary, tar(digest));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void unpack(ImageDigest digest) throws IOException {
        if (Files.exists(tree(digest))) {
            return;
        }
        var temporary = DurableFiles.temporary(tree(digest));
        try {
            var rootfs = Files.createDirectories(temporary.resolve("rootfs"));
            LayerUnpacker.unpack(image(digest), rootfs);
            DurableFiles.write(temporary.resolve("tree.sha256"), TreeListing.of(rootfs).text());
            Trees.force(temporary);
            install(temporary, tree(digest));
        } finally {
            WholeFolder.delete(temporary);
        }
    }

    /** Who comes second finds the same tree. */
    private static void install(Path temporary, Path tree) throws IOException {
        try {
            DurableFiles.move(temporary, tree);
        } catch (IOException e) {
            if (!Files.isDirectory(tree)) {
                throw e;
            }
        }
    }

    /** How the unpacked tree differs from its listing; empty when it does not or there is none. */
    private Optional<String> damage(ImageDigest digest) throws IOException {
        if (!Files.exists(tree(digest))) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(listing(digest)) || !Files.isDirectory(rootfs(digest))) {
            return Optional.of("its listing or its rootfs is missing");
        }
        return TreeListing.parse(Files.readString(listing(digest))).difference(TreeListing.of(rootfs(digest)));
    }

    private Path tar(ImageDigest digest) {
        return folder.resolve(digest.hex() + ".tar");
    }

    private Path tree(ImageDigest digest) {
        return folder.resolve(digest.hex());
    }

    private Path rootfs(ImageDigest digest) {
        return tree(digest).resolve("rootfs");
    }

    private Path listing(ImageDigest digest) {
        return tree(digest).resolve("tree.sha256");
    }
}
