package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.stage.findings.PrintBag;
import io.jenkins.plugins.greenlight.stage.image.scan.Production.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Production's image looked at with the same scanner and the same database: yesterday's would make old findings new. */
final class ProductionScan {
    private static final String SOURCE = "Trivy's report of production's image";

    private final ImageTrivy trivy;
    private final Scratch scratch;
    private final Map<ImageDigest, Path> reports = new HashMap<>();
    private final List<String> alone = new ArrayList<>();
    private Production production = Production.NOT_ASKED;
    private Optional<OciArchive> archive = Optional.empty();

    ProductionScan(ImageTrivy trivy, Scratch scratch) {
        this.trivy = trivy;
        this.scratch = scratch;
    }

    /** Asks what is live, and fetches it where it is another image. @param digest of the new one */
    void begin(ProductionImage image, ImageDigest digest) throws InterruptedException {
        try {
            var live = image.live();
            if (live.isEmpty()) {
                production = Production.of(State.NONE_LIVE, "");
                return;
            }
            boolean same = live.get().digest().equals(digest);
            production = Production.of(same ? State.SAME : State.COMPARED, live.get().release() + " (" + live.get().digest()
                    + ")");
            if (!same) {
                archive = Optional.of(image.fetch(live.get(), scratch.folder("production")));
            }
        } catch (IOException e) {
            unknown((production.release().isEmpty() ? "it cannot be told which release is live: "
                    : "the image of " + production.release() + " cannot be fetched: ") + words(e));
        }
    }

    /** The fingerprints of what production has; empty when nothing is to be called new. @param image the new one */
    Optional<PrintBag> prints(OciImage image) throws InterruptedException {
        return switch (production.state()) {
            case NOT_ASKED, SAME, UNKNOWN -> Optional.empty();
            case NONE_LIVE -> Optional.of(new PrintBag());
            case COMPARED -> compared(image);
        };
    }

    /** After the last image. */
    Production production() {
        return new Production(production.state(), production.release(), production.why(), alone);
    }

    private Optional<PrintBag> compared(OciImage image) throws InterruptedException {
        var all = archive.orElseThrow().images();
        var match = all.size() == 1 ? Optional.of(all.get(0))
                : all.stream().filter(one -> one.platform().runsOn(image.platform())).findFirst();
        if (match.isEmpty()) {
            alone.add(image.platform().toString());
            return Optional.of(new PrintBag());
        }
        try {
            var report = reports.get(match.get().digest());
            if (report == null) {
                report = scanned(match.get());
                reports.put(match.get().digest(), report);
            }
            return Optional.of(read(report));
        } catch (ParseException | IOException e) {
            unknown("the image of " + production.release() + " cannot be scanned: " + words(e));
            return Optional.empty();
        }
    }

    private Path scanned(OciImage image) throws IOException, InterruptedException {
        var scanned = trivy.scan(image, "", false);
        if (!scanned.problems().isEmpty() || scanned.reports().isEmpty()) {
            throw new IOException(scanned.problems().isEmpty() ? "Trivy wrote no report" : scanned.problems().get(0).message());
        }
        return Files.move(scanned.reports().get(0), scratch.folder("production").resolve("trivy-" + reports.size() + ".json"));
    }

    /** What is suppressed is there all the same. */
    private static PrintBag read(Path report) throws IOException {
        var prints = new PrintBag();
        ReportRecogniser.read(report, SOURCE, new FindingSink() {
            @Override public void found(Finding finding) {
                prints.put(finding.fingerprint());
            }

            @Override public void suppressed(Suppressed suppressed) {
                prints.put(suppressed.finding().fingerprint());
            }

            @Override public void end(ScanRun run) { }
        });
        return prints;
    }

    private void unknown(String why) {
        production = Production.unknown(why);
        alone.clear();
    }

    private static String words(Exception e) {
        var said = e.getMessage() == null ? e.toString() : e.getMessage();
        return said.replaceFirst("\\.$", "");
    }
}
