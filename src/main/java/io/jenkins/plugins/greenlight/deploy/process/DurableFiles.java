package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are either there as a whole, also after a power cut, or not at all. */
final class DurableFiles {
    /** What another process may still be writing is younger than this. */
    private static final long STALE_MILLIS = 3_600_000;

    private DurableFiles() { }

    /** A path beside {@code target} that nobody else uses. */
    static Path temporary(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + java.util.UUID.randomUUID() + ".tmp");
    }

    static void write(Path target, String text) throws IOException {
        var temporary = temporary(target);
        try {
            write(temporary, new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes a new file and forces its bytes; its name is durable after {@link #move}. */
    static void write(Path file, InputStream content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            content.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    /** Replaces a file; fails on a folder that is not empty. */
    static void move(Path temporary, Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        Trees.forceFolder(target.toAbsolutePath().getParent());
    }

    /** Removes what killed writers left in a folder. Other writers may finish, and other cleaners clean, meanwhile. */
    static void clean(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (var file : files) {
                if (isStale(file)) {
                    WholeFolder.delete(file);
                }
            }
        }
    }

    private static boolean isStale(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toMillis() < System.currentTimeMillis() - STALE_MILLIS;
        } catch (NoSuchFileException e) { // its writer has just finished
            return false;
        }
    }
}
