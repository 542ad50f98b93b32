package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.port.Pause;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Keeps file and worker together while one process writes both: no other one fences between the two. The fence does not rest on
 * it: who holds it for too long, because it was stopped, is passed by.
 */
final class MapLock implements Closeable {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int LOOKS = 300;

    private final FileChannel channel;

    private MapLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for at most 3 s, then goes on without. */
    static MapLock take(Path map, Pause pause) throws IOException, InterruptedException {
        var path = map.resolveSibling("." + map.getFileName() + ".lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("The lock " + path + " beside the map file cannot be opened: " + e + ". Expected to write in"
                    + " the folder of the map file as the user " + System.getProperty("user.name")
                    + ". Give this user the folder.", e);
        }
        try {
            for (int look = 0; look < LOOKS && !locked(channel); look++) {
                pause.pause(LOOK);
            }
            return new MapLock(channel);
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // a thread of this very process has it
        }
    }

    @Override public void close() throws IOException {
        channel.close();
    }
}
