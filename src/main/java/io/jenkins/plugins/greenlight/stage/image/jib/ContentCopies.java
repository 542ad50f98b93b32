package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.parse.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;

/**
 * Copies of files, named by their SHA-256. jib takes a file for unchanged when its path and time are, so a build that
 * sets times would get the layer of an older file; a path that changes with the bytes cannot mislead it.
 */
final class ContentCopies {
    private final Path folder;

    ContentCopies(Path folder) {
        this.folder = folder;
    }

    Path of(Path file) throws IOException {
        Files.createDirectories(folder);
        var temporary = folder.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Files.copy(file, temporary);
            var copy = folder.resolve(Sha256.of(temporary));
            if (!Files.exists(copy) || !Sha256.of(copy).equals(copy.getFileName().toString())) {
                Files.setLastModifiedTime(temporary, FileTime.from(ImageLayers.TIME));
                Files.move(temporary, copy, StandardCopyOption.ATOMIC_MOVE);
            }
            return copy;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
