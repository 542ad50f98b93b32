package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Brings a file's bytes, or a folder's names, to the disk. */
interface Forcing {
    Forcing DISK = path -> {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    };

    void force(Path path) throws IOException;
}
