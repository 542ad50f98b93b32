package io.jenkins.plugins.greenlight.finding.scanner;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code security.trivy} and {@code image.scan.trivy} in greenlight.yaml.
 *
 * @param program            to be found in PATH, or a path from the root on
 * @param scan               what Trivy is to look at
 * @param target             in the workspace: a folder, for SBOM and IMAGE a file
 * @param scanners           what to look for; of CONFIG and SBOM it is their own one, whatever stands here
 * @param skip               globs below the target that are left out
 * @param sbom               whether the target's bill of materials is written too
 * @param cacheFolder        with Trivy's databases; empty for Trivy's own
 * @param databaseRepository where Trivy may fetch its database; empty: nowhere, it uses the one that it has
 * @param minimumVersion     of the program; empty for any
 * @param maximumDatabaseAge of the database of vulnerabilities; empty for any
 * @param sha256             that the program must have, 64 small hexadecimal digits; empty for any
 * @param timeout            of each start
 */
public record TrivyScan(String program, Kind scan, String target, List<Look> scanners, List<String> skip, boolean sbom,
                        Optional<String> cacheFolder, Optional<String> databaseRepository, Optional<String> minimumVersion,
                        Optional<Duration> maximumDatabaseAge, Optional<String> sha256, Duration timeout) {
    /** FS: files and what they depend on. CONFIG: misconfigurations alone. SBOM: a bill of materials' packages. IMAGE: an
     *  image in a tar file. */
    public enum Kind { FS, CONFIG, SBOM, IMAGE }

    /** What Trivy can look for. */
    public enum Look { VULN, SECRET, MISCONFIG, LICENSE }

    public TrivyScan {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(scan, "scan");
        Objects.requireNonNull(target, "target");
        scanners = List.copyOf(scanners);
        skip = List.copyOf(skip);
        Objects.requireNonNull(cacheFolder, "cacheFolder");
        Objects.requireNonNull(databaseRepository, "databaseRepository");
        Objects.requireNonNull(minimumVersion, "minimumVersion");
        Objects.requireNonNull(maximumDatabaseAge, "maximumDatabaseAge");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** What it looks for in the end. */
    public List<Look> looks() {
        return switch (scan) {
            case FS, IMAGE -> scanners;
            case CONFIG -> List.of(Look.MISCONFIG);
            case SBOM -> List.of(Look.VULN);
        };
    }
}
