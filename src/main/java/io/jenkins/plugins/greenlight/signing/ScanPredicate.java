package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a scanner found in an image, as {@link Predicate#VULNERABILITIES} says it: the scanner's own report, and when and by
 * whom it was made.
 *
 * @param scanner      its address as a package, such as {@code pkg:github/aquasecurity/trivy@0.70.0}
 * @param version      as it says itself; empty when it does not
 * @param databaseDate of the vulnerabilities it knew; empty when it does not say
 */
public record ScanPredicate(String scanner, String version, Optional<Instant> databaseDate, Instant began, Instant ended) {
    public ScanPredicate {
        Objects.requireNonNull(scanner, "scanner");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(databaseDate, "databaseDate");
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(ended, "ended");
    }

    /** @param report a JSON object, as the scanner wrote it; of any length
     *  @param file   written anew */
    public void write(Path report, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            text(out, "{\"invocation\":{\"parameters\":null,\"uri\":\"\",\"event_id\":\"\",\"builder.id\":\"\"},"
                    + "\"scanner\":{\"uri\":"
                    + Json.write(scanner) + ",\"version\":" + Json.write(version) + ",\"db\":{\"uri\":\"\",\"version\":"
                    + Json.write(databaseDate.map(Instant::toString).orElse("")) + "},\"result\":");
            Files.copy(report, out);
            text(out, "},\"metadata\":{\"scanStartedOn\":" + Json.write(began.toString()) + ",\"scanFinishedOn\":"
                    + Json.write(ended.toString())
                    + "}}");
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
