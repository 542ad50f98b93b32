package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tests run in several processes at once; each has a place of its own in target, the same in every run. */
public final class TestProcess {
    private static final int MOST = 64;
    private static final Claim CLAIM = claim();

    /** A channel that nobody holds is closed by the garbage collector, and its lock is gone. */
    private record Claim(int number, FileChannel held) { }

    private TestProcess() { }

    /** A folder's path that no other process of tests uses now. */
    public static Path folder(String name) {
        return Path.of("target", name, String.valueOf(CLAIM.number())).toAbsolutePath();
    }

    /** The first number that is free; it is free again when this process ends. */
    private static Claim claim() {
        try {
            var claims = Files.createDirectories(Path.of("target/test-processes"));
            for (int number = 1; number <= MOST; number++) {
                var channel = FileChannel.open(claims.resolve(String.valueOf(number)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (channel.tryLock() != null) {
                    return new Claim(number, channel);
                }
                channel.close();
            }
            throw new IllegalStateException("All of " + MOST + " places for tests are taken in " + claims.toAbsolutePath() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
