package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Kind;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of Trivy for tests: a scan of the workspace for secrets, and what a test changes of it. */
final class TrivyScans {
    String program = "trivy";
    Kind scan = Kind.FS;
    String target = ".";
    List<Look> scanners = List.of(Look.SECRET);
    List<String> skip = List.of();
    boolean sbom;
    Optional<String> cacheFolder = Optional.empty();
    Optional<String> databaseRepository = Optional.empty();
    Optional<String> minimumVersion = Optional.empty();
    Optional<Duration> maximumDatabaseAge = Optional.empty();
    Optional<String> sha256 = Optional.empty();
    Duration timeout = Duration.ofMinutes(5);

    Scanners scanners() {
        return new Scanners(Optional.of(new TrivyScan(program, scan, target, scanners, skip, sbom, cacheFolder, databaseRepository,
                minimumVersion, maximumDatabaseAge, sha256, timeout)), Optional.empty(), Optional.empty(), Map.of());
    }
}
