package io.jenkins.plugins.greenlight.stage.image.jib;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone, with all in it, when its build is over. */
final class ScratchFolder implements AutoCloseable {
    private final Path folder;

    ScratchFolder(Path parent) throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(parent), ".jib");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override public void close() throws IOException {
        delete(folder);
    }

    /** Nothing when it is not there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (var file : all) {
                Files.deleteIfExists(file);
            }
        }
    }
}
