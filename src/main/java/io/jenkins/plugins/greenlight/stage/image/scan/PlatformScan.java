package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.OperatingSystem;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was seen of the image for one platform.
 *
 * @param platform as its archive names it
 * @param system   empty when it has none that is known
 * @param bill     empty when it could not be made
 * @param found    findings that count; empty when it could not be scanned
 * @param base     how many of its layers are the base image's, in words; empty without a known base
 */
record PlatformScan(String platform, ImageDigest digest, Optional<OperatingSystem> system, Optional<Bill> bill,
                    OptionalLong found, String base) {
    /** Of a table with a row for each. */
    static final List<String> COLUMNS = List.of("Platform", "Digest", "Operating system", "Packages", "Findings", "Base image");
    /** What Trivy calls it. */
    private static final String NO_SYSTEM = "none";
    private static final String NOT_KNOWN = "not known";

    /** Whether its operating system gets no more updates. */
    boolean isEnded() {
        return system.filter(OperatingSystem::ended).isPresent();
    }

    /** Whether it has a system that comes with packages, and none was found. */
    boolean lacksPackages() {
        return system.isPresent() && bill.filter(own -> own.ofSystem() == 0).isPresent();
    }

    /** Whether Trivy met a package manager's database and nothing that names the system. */
    boolean hidesSystem() {
        return system.filter(own -> own.family().equals(NO_SYSTEM)).isPresent();
    }

    /** As long as {@link #COLUMNS}. */
    List<String> row() {
        return List.of(platform, digest.value(), system.map(own -> own + (own.ended() ? ", gets no more updates" : ""))
                .orElse(found.isPresent() ? "none" : NOT_KNOWN), bill.map(own -> Long.toString(own.packages())).orElse(NOT_KNOWN),
                found.isPresent() ? Long.toString(found.getAsLong()) : NOT_KNOWN, base);
    }
}
