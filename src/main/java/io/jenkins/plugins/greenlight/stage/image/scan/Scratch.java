package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.DockerArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.port.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for what nobody may find after the scan: images, and reports that quote their configuration. Deleted when it is closed. */
final class Scratch implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path folder;
    private final String name;
    private final Log log;

    private Scratch(Path folder, String name, Log log) {
        this.folder = folder;
        this.name = name;
        this.log = log;
    }

    /** What an engine that was killed left there goes. @param name of the file that each image is written to */
    static Scratch open(Path folder, String name, Log log) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        return new Scratch(folder, name, log);
    }

    Path folder() {
        return folder;
    }

    /** The same for every image: Trivy calls what it finds after it. */
    String name() {
        return name;
    }

    /** A folder in it, made. */
    Path folder(String below) throws IOException {
        return Files.createDirectories(folder.resolve(below));
    }

    /** Writes an image in place of the one before. */
    void write(OciImage image) throws IOException, InterruptedException {
        var file = folder.resolve(name);
        Files.deleteIfExists(file);
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

    @Override public void close() {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            log.warn(folder + " cannot be deleted: " + e + ". It holds the image that was scanned. Delete it by hand.");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
