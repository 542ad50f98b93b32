package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the bytes of an image here that was built elsewhere: the archive on this machine when it holds just this image, else the
 * one that the registry gives. What was pulled is gone when this is closed.
 */
final class ImageBytes implements AutoCloseable {
    private final Optional<PushedImages> pushed;
    private final Path folder;
    private final StopSignal stop;
    private final Ports ports;
    private final Set<Path> good = new HashSet<>();
    private Optional<ScratchFolder> pulled = Optional.empty();

    /** @param folder the run's own; made when something is pulled */
    ImageBytes(Optional<PushedImages> pushed, Path folder, StopSignal stop, Ports ports) {
        this.pushed = pushed;
        this.folder = folder;
        this.stop = stop;
        this.ports = ports;
    }

    /** This run wrote the archive and knows what is in it. */
    void made(Path archive) {
        good.add(archive);
    }

    /** For a target that may have it already, and then needs no archive. */
    Built forTarget(Built image, Runtime runtime) throws IOException, InterruptedException {
        return pushed.isEmpty() || isHere(image) || runtime.holds(image.release().digest()) ? image : pulled(image);
    }

    /**
     * The image with an archive that holds it; as it is when there is none and no registry either, for whoever opens it says so.
     *
     * @throws IOException when the registry does not give it, with what to do
     * @throws InterruptedException when a stop is asked for, too
     */
    Built here(Built image) throws IOException, InterruptedException {
        return pushed.isEmpty() || isHere(image) ? image : pulled(image);
    }

    private boolean isHere(Built image) {
        if (good.contains(image.archive())) {
            return true;
        }
        if (!Files.isRegularFile(image.archive())) {
            return false;
        }
        try {
            OciArchive.open(image.archive(), image.release().digest());
            return good.add(image.archive());
        } catch (IOException e) {
            ports.log().warn("The archive on this machine is not used: " + e.getMessage());
            return false;
        }
    }

    private Built pulled(Built image) throws IOException, InterruptedException {
        var digest = image.release().digest();
        if (pulled.isEmpty()) {
            pulled = Optional.of(ScratchFolder.open(folder, "pulled", ports.daemons()));
        }
        var archive = pulled.get().path().resolve(digest.hex() + ".tar");
        if (!Files.isRegularFile(archive)) {
            stop.interruptibly(() -> pull(digest, image.archive(), archive));
        }
        return new Built(image.release(), archive);
    }

    private Path pull(ImageDigest digest, Path missing, Path archive) throws IOException, InterruptedException {
        var registry = pushed.orElseThrow();
        ports.log().info("Pulling " + registry.reference(digest) + ", which is not on this machine");
        try {
            registry.pull(digest, archive);
            return archive;
        } catch (IOException e) {
            throw new IOException("There is no archive " + missing + " of image " + digest
                    + " on this machine, and it could not be pulled: "
                    + e.getMessage(), e);
        }
    }

    @Override public void close() {
        try {
            if (pulled.isPresent()) {
                pulled.get().close();
            }
        } catch (IOException e) {
            ports.log().warn("The image that was pulled for this run is left in " + pulled.get().path() + ": " + e
                    + ". Expected to delete it. Do"
                    + " so by hand.");
        }
    }
}
