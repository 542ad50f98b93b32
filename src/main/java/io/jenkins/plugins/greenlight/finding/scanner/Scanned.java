package io.jenkins.plugins.greenlight.finding.scanner;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one scanner ran.
 *
 * @param tool         as greenlight.yaml names it, e.g. {@code trivy} or {@code commands.semgrep}
 * @param version      as the program itself says, one line; empty when it was not asked or did not say
 * @param databaseDate when its database of vulnerabilities was made; empty when it has none or does not say
 * @param sha256       of the program that was started, 64 hexadecimal digits; empty when none was found
 * @param argv         of the scan, the program by its full path; of what was run last when it did not come to that; empty
 *                     when nothing was
 * @param took         of everything that was run for it
 * @param exitCode     of the same; empty when it was not started or had to be ended
 * @param reports      for the readers, each written by this run and not empty
 * @param files        to be kept beside the reports: CycloneDX JSON
 * @param problems     why the reports do not tell all; empty when they can be trusted
 */
public record Scanned(String tool, String version, Optional<Instant> databaseDate, String sha256, List<String> argv, Duration took,
                      OptionalInt exitCode, List<Path> reports, List<Path> files, List<ScanProblem> problems) {
    /** Of a table with a row for each. */
    public static final List<String> COLUMNS = List.of("Scanner", "Version", "Database", "Took", "Exit code", "SHA-256 of the program",
            "Run as");

    public Scanned {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(databaseDate, "databaseDate");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(exitCode, "exitCode");
        argv = List.copyOf(argv);
        reports = List.copyOf(reports);
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** To be shown: of files in a folder that is gone by then their names alone. */
    public Scanned without(Path folder) {
        var shown = argv.stream().map(word -> word.replace(folder + "/", "")).toList();
        return new Scanned(tool, version, databaseDate, sha256, shown, took, exitCode, reports, files, problems);
    }

    /** As long as {@link #COLUMNS}. */
    public List<String> row() {
        var made = databaseDate.map(date -> date.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
        return List.of(tool, version, made, took.toMillis() / 1000.0 + " s",
                exitCode.isPresent() ? Integer.toString(exitCode.getAsInt()) : "", sha256, String.join(" ", argv));
    }
}
