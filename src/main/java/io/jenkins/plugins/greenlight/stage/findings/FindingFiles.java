package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a stage writes of findings into its own folder. */
public final class FindingFiles {
    public static final String SARIF = "findings.sarif";
    public static final String MARKDOWN = "findings.md";
    public static final String JSON = "findings.json";
    private static final List<String> ALL = List.of(SARIF, MARKDOWN, JSON);

    private final Path folder;

    /** @param folder made when something is written */
    public FindingFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    public Path folder() {
        return folder;
    }

    /** Whether a file lies in the folder. */
    public boolean holds(Path file) {
        return file.toAbsolutePath().normalize().startsWith(folder);
    }

    public Path sarif() {
        return folder.resolve(SARIF);
    }

    /** Takes away what an earlier run left, which nobody shall take for this one's. @param more names in the folder */
    public void clear(Iterable<String> more) throws StageException {
        try {
            for (String name : ALL) {
                Files.deleteIfExists(folder.resolve(name));
            }
            for (String name : more) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** @return these and the SARIF that is there */
    public List<StageFile> write(String markdown, String json) throws StageException {
        try {
            WholeFile.write(folder.resolve(MARKDOWN), markdown);
            WholeFile.write(folder.resolve(JSON), json);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return List.of(StageFile.of(sarif(), ReportFormat.SARIF.mediaType()), StageFile.of(folder.resolve(MARKDOWN), "text/markdown"),
                StageFile.of(folder.resolve(JSON), "application/json"));
    }

    /** A thread that is interrupted cannot write either: that is no fault of the disk's. */
    public StageException broken(IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException && Thread.interrupted()) {
            throw new InterruptedException("The findings were being written.");
        }
        return unwritable(e);
    }

    private StageException unwritable(IOException e) {
        return new StageException("The findings cannot be written to " + folder + ": " + e + ". Expected a folder that can be written."
                + " Free space there, or name another with --out.", e);
    }
}
