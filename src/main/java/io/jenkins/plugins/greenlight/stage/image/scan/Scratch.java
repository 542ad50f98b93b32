package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.DockerArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what nobody may find after the scan: images, and reports that quote their configuration. */
final class Scratch implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final ScratchFolder folder;
    private final String name;
    private final Log log;

    private Scratch(ScratchFolder folder, String name, Log log) {
        this.folder = folder;
        this.name = name;
        this.log = log;
    }

    /** What an engine that was killed left there goes. @param name of the file that each image is written to */
    static Scratch open(Path below, String name, Ports ports) throws IOException {
        return new Scratch(ScratchFolder.open(below, "scan", ports.daemons()), name, ports.log());
    }

    Path folder() {
        return folder.path();
    }

    /** The same for every image: Trivy calls what it finds after it. */
    String name() {
        return name;
    }

    /** A folder in it, made. */
    Path folder(String below) throws IOException {
        return Files.createDirectories(folder().resolve(below));
    }

    /** Of the image, with nothing beside it. */
    Path images() throws IOException {
        return folder("image");
    }

    void write(OciImage image) throws IOException, InterruptedException {
        var file = images().resolve(name);
        try (var in = DockerArchive.of(image, "image:scan").open(); var out = Files.newOutputStream(file)) {
            var chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("The image was being written for its scan.");
                }
                out.write(chunk, 0, read);
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("The image was being written for its scan.");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Takes the image away, whole or not: it needs the most space of all. */
    void clear() throws IOException {
        Files.deleteIfExists(folder().resolve("image").resolve(name));
    }

    @Override public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            log.warn(folder() + " cannot be deleted: " + e + ". It holds the image that was scanned. Delete it by hand.");
        }
    }
}
