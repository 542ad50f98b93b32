package io.jenkins.plugins.greenlight.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The reports of the runs before, each in a folder of its own; several engines may add and remove at once. */
public final class KeptRuns {
    private final Path folder;
    private final Retention retention;

    /** @param folder made when it is not there */
    public KeptRuns(Path folder, Retention retention) {
        this.folder = folder;
        this.retention = retention;
    }

    /**
     * Keeps the report of a run that ended, then removes what is beyond the retention, oldest first. Only folders that hold
     * nothing but what a run leaves are touched, and no link is followed.
     *
     * @return why a folder could not be removed; empty for nothing
     * @throws IOException when the report could not be kept
     */
    public List<String> keep(DeliveryReport report, Instant now) throws IOException {
        var current = RunName.of(report.finishedAt(), report.nonce());
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is a link or no folder. Expected a folder of kept runs: remove it, or name another"
                    + " with --out.");
        }
        write(current, report);
        return removeExpired(current, now);
    }

    /** The folder is there whole or not at all. */
    private void write(RunName name, DeliveryReport report) throws IOException {
        var draft = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            ReportFiles.write(draft, report);
            Files.move(draft, folder.resolve(name.toString()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(folder.resolve(name.toString()) + " could not be written: " + e, e);
        } finally {
            for (var file : List.of(ReportFiles.HTML, ReportFiles.ARTIFACTS, ReportFiles.JSON)) {
                Files.deleteIfExists(draft.resolve(file));
            }
            Files.deleteIfExists(draft);
        }
    }

    private List<String> removeExpired(RunName current, Instant now) throws IOException {
        var problems = new ArrayList<String>();
        try (var folders = RunFolders.open(folder)) {
            for (var run : retention.expired(folders.names(), current, now)) {
                try {
                    folders.remove(run);
                } catch (IOException e) {
                    problems.add("The kept run " + folder.resolve(run.toString()) + " could not be removed: " + e);
                }
            }
        }
        return problems;
    }
}
