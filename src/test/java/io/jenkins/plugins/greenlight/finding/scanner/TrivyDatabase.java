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
        var folder = Files.createDirectories(cacheFolder.resolve("db"));
        Files.write(folder.resolve("trivy.db"), bytes());
        Files.writeString(folder.resolve("metadata.json"), "{\"Version\": 2, \"UpdatedAt\": \"" + updatedAt
                + "\", \"NextUpdate\": \"" + updatedAt.plus(Duration.ofHours(6))
                + "\", \"DownloadedAt\": \"" + updatedAt + "\"}\n");
    }

    static byte[] bytes() throws IOException {
        try (var in = TrivyDatabase.class.getResourceAsStream("/io/jenkins/plugins/greenlight/trivy/trivy.db.gz")) {
            return new GZIPInputStream(in).readAllBytes();
        }
    }
}
