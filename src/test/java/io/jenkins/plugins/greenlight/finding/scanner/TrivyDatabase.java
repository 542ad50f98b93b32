package io.jenkins.plugins.greenlight.finding.scanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

/** The small database of vulnerabilities that dev/trivy-db makes, for Trivy itself to find them offline. */
public final class TrivyDatabase {
    private TrivyDatabase() { }

    /** @param updatedAt the date that it says of itself */
    public static void unpack(Path cacheFolder, Instant updatedAt) throws IOException {
        unpack(cacheFolder.resolve("db"), "trivy.db", 2, updatedAt);
    }

    /** That of Java too, without which Trivy stops at the first jar. */
    public static void unpackForJars(Path cacheFolder, Instant updatedAt) throws IOException {
        unpack(cacheFolder, updatedAt);
        unpack(cacheFolder.resolve("java-db"), "trivy-java.db", 1, updatedAt);
    }

    private static void unpack(Path folder, String name, int schema, Instant updatedAt) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name), bytes(name));
        Files.writeString(folder.resolve("metadata.json"), "{\"Version\": " + schema + ", \"UpdatedAt\": \"" + updatedAt
                + "\", \"NextUpdate\": \"" + updatedAt.plus(Duration.ofHours(6))
                + "\", \"DownloadedAt\": \"" + updatedAt + "\"}\n");
    }

    static byte[] bytes() throws IOException {
        return bytes("trivy.db");
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = TrivyDatabase.class.getResourceAsStream("/io/jenkins/plugins/greenlight/trivy/" + name + ".gz")) {
            return new GZIPInputStream(in).readAllBytes();
        }
    }
}
