package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.OperatingSystem;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of the image for one platform.
 *
 * @param platform as its archive names it
 * @param system   empty when it has none that is known
 * @param bill     empty when it could not be made
 * @param found    findings that count
 * @param base     how many of its layers are the base image's, in words; empty without a known base
 */
record PlatformScan(String platform, ImageDigest digest, Optional<OperatingSystem> system, Optional<Bill> bill, long found, String base) {
    /** Of a table with a row for each. */
    static final List<String> COLUMNS = List.of("Platform", "Digest", "Operating system", "Packages", "Findings", "Base image");

    /** Whether its operating system gets no more updates. */
    boolean isEnded() {
        return system.filter(OperatingSystem::ended).isPresent();
    }

    /** As long as {@link #COLUMNS}. */
    List<String> row() {
        return List.of(platform, digest.value(), system.map(own -> own + (own.ended() ? ", gets no more updates" : "")).orElse("none"),
                bill.map(own -> Long.toString(own.packages())).orElse("not known"), Long.toString(found), base);
    }
}
