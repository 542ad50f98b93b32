package io.jenkins.plugins.greenlight.docker;

import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** A folder below which a daemon of the tests mounted what it liked. */
public final class MountedFolder {
    private MountedFolder() { }

    /** With all that is mounted below it. */
    public static void remove(Path folder) throws IOException, InterruptedException {
        var below = Files.readAllLines(Path.of("/proc/mounts")).stream().map(line -> line.split(" ")[1])
                .filter(place -> place.startsWith(folder + "/")).sorted(Comparator.reverseOrder()).toList();
        for (var place : below) {
            run(Map.of(), "umount", "-l", place);
        }
        WholeFolder.delete(folder);
    }

    /** A program that must end well. */
    public static void run(Map<String, String> environment, String... argv) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", argv) + ": " + said);
        }
    }
}
