package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.findings.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Keeps what was made of each image, as far as it tells no secret. */
final class KeptFiles {
    private static final String CYCLONEDX = "application/vnd.cyclonedx+json";

    private final ScanFiles names;
    private final Workspace workspace;
    private final Reading reading;

    /** @param reading told of what is kept, and of what cannot be read */
    KeptFiles(ScanFiles names, Workspace workspace, Reading reading) {
        this.names = names;
        this.workspace = workspace;
        this.reading = reading;
    }

    /** Keeps a bill of materials; what it lists, unless it is none. @param made empty when it could not be made */
    Optional<Bill> bill(OciImage image, List<Path> made) throws IOException {
        if (made.isEmpty()) {
            return Optional.empty();
        }
        var kept = names.bill(image);
        Files.move(made.get(0), kept, StandardCopyOption.REPLACE_EXISTING);
        reading.file(StageFile.of(kept, CYCLONEDX));
        try {
            return Optional.of(Bill.read(kept, shown(kept)));
        } catch (ParseException e) {
            reading.unreadable(shown(kept), e);
            return Optional.empty();
        }
    }

    /** Keeps a report, as far as it quotes no secret; empty where there is none. */
    Optional<Path> report(OciImage image, List<Path> made) throws IOException {
        if (made.isEmpty()) {
            return Optional.empty();
        }
        var kept = names.report(image);
        try {
            KeptReport.write(made.get(0), shown(kept), kept);
            return Optional.of(kept);
        } catch (ParseException e) {
            reading.unreadable(shown(kept), e);
            return Optional.empty();
        } finally {
            Files.deleteIfExists(made.get(0));
        }
    }

    String shown(Path file) {
        return ReportFiles.name(workspace, file);
    }
}
