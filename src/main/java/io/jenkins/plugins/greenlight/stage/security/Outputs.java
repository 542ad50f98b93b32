package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the stage writes into its own folder. */
final class Outputs {
    static final String SARIF = "findings.sarif";
    static final String MARKDOWN = "findings.md";
    static final String JSON = "findings.json";
    private static final List<String> ALL = List.of(SARIF, MARKDOWN, JSON);

    private final Path folder;

    /** @param folder made when something is written */
    Outputs(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path folder() {
        return folder;
    }

    /** Whether a file lies in the folder. */
    boolean holds(Path file) {
        return file.toAbsolutePath().normalize().startsWith(folder);
    }

    Path sarif() {
        return folder.resolve(SARIF);
    }

    /** Takes away what an earlier run left, which nobody shall take for this one's. */
    void clear() throws StageException {
        try {
            for (String name : ALL) {
                Files.deleteIfExists(folder.resolve(name));
            }
            for (String name : Scanners.FILES) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** @return the report with what was written among its files */
    SecurityReport write(SecurityReport report) throws StageException {
        try {
            WholeFile.write(folder.resolve(MARKDOWN), FindingsMarkdown.of(report));
            WholeFile.write(folder.resolve(JSON), FindingsJson.of(report));
        } catch (IOException e) {
            throw unwritable(e);
        }
        var files = new ArrayList<>(report.files());
        files.add(StageFile.of(sarif(), ReportFormat.SARIF.mediaType()));
        files.add(StageFile.of(folder.resolve(MARKDOWN), "text/markdown"));
        files.add(StageFile.of(folder.resolve(JSON), "application/json"));
        return report.with(files);
    }

    StageException unwritable(IOException e) {
        return new StageException("The findings cannot be written to " + folder + ": " + e + ". Expected a folder that can be written."
                + " Free space there, or name another with --out.", e);
    }
}
