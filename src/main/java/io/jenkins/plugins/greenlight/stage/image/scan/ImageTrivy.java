package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.scanner.ScanProblem;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.finding.scanner.ScannerPlace;
import io.jenkins.plugins.greenlight.finding.scanner.Trivy;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lets Trivy look at one image after the other, all under the same name. */
final class ImageTrivy {
    private static final String TRIVY = "trivy";
    private static final Optional<String> BY_HAND = Optional.of("Run it by hand: unpack the image's archive into a folder"
            + " with tar -xf, then trivy image --input FOLDER.");

    private final TrivyScan config;
    private final Ports ports;
    private final Scratch scratch;

    ImageTrivy(TrivyScan config, Ports ports, Scratch scratch) {
        this.config = config;
        this.ports = ports;
        this.scratch = scratch;
    }

    /**
     * Its report and its bill of materials lie in the scratch folder until the next one.
     *
     * @param about what messages say beside trivy, e.g. {@code  on linux/arm64}; may be empty
     */
    Scanned scan(OciImage image, String about, boolean sbom) throws IOException, InterruptedException {
        try {
            var unwritten = write(image, about);
            if (unwritten.isPresent()) {
                return unwritten.get();
            }
            var place = new ScannerPlace(TRIVY + about, "image.scan.trivy", Optional.of(scratch.images()), BY_HAND);
            return new Trivy(settings(sbom), place, ports, scratch.folder()).scan().without(scratch.folder());
        } finally {
            scratch.clear();
        }
    }

    /** Why it cannot be written. */
    private Optional<Scanned> write(OciImage image, String about) throws InterruptedException {
        try {
            scratch.write(image);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unwritten(image, about, e));
        }
    }

    private TrivyScan settings(boolean sbom) {
        var cache = config.cacheFolder().map(folder -> ports.workspace().root().resolve(folder).toString());
        return new TrivyScan(config.program(), TrivyScan.Kind.IMAGE, scratch.name(), config.scanners(), List.of(), sbom, cache,
                config.databaseRepository(), config.minimumVersion(), config.maximumDatabaseAge(), config.sha256(),
                config.timeout());
    }

    private Scanned unwritten(OciImage image, String about, IOException e) {
        long bytes = image.layers().stream().mapToLong(layer -> image.archive().size(layer.digest())).sum();
        var problem = new ScanProblem(TRIVY, "trivy did not run" + about + ": the image cannot be written to "
                + scratch.folder() + " for it: " + e, "space for " + (bytes / (1 << 20) + 1) + " MiB, and an image's archive"
                + " that can be read",
                "Free space there, or name another folder with --out.");
        return new Scanned(TRIVY + about, "", Optional.empty(), "", List.of(), Duration.ZERO, OptionalInt.empty(), List.of(),
                List.of(), List.of(problem));
    }
}
