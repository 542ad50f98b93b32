package io.jenkins.plugins.greenlight.stage;

import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The reports a stage is to read.
 *
 * @param fresh    those that are there and no older than the newest source, sorted, each once
 * @param problems what is wrong with the others
 */
public record ReportFiles(List<Path> fresh, List<ReportProblem> problems) {
    private static final String RUN_AGAIN = "Run the tool that writes it after the last change and before this stage.";

    public ReportFiles {
        fresh = List.copyOf(fresh);
        problems = List.copyOf(problems);
    }

    /**
     * Every glob of {@code reports} has to match a file. Where no file matches {@code sources} no age is checked, and
     * the log says so.
     */
    public static ReportFiles find(Workspace workspace, List<String> reports, List<String> sources, Log log)
            throws StageException, InterruptedException {
        return find(workspace, reports, sources, file -> false, log);
    }

    /** @param own what a glob never matches: files that the stage itself writes */
    public static ReportFiles find(Workspace workspace, List<String> reports, List<String> sources, Predicate<Path> own, Log log)
            throws StageException, InterruptedException {
        try {
            var problems = new ArrayList<ReportProblem>();
            var files = matching(workspace, reports, own, problems);
            var newest = workspace.newestSource(sources);
            if (newest.isEmpty()) {
                log.warn("No file matches the sources " + sources + ": the age of reports is not checked.");
            }
            var fresh = new ArrayList<Path>();
            for (var file : files) {
                stale(workspace, file, newest).ifPresentOrElse(problems::add, () -> fresh.add(file));
            }
            return new ReportFiles(fresh, problems);
        } catch (IOException e) {
            throw new StageException("The reports " + reports + " cannot be looked for in " + workspace.root() + ": "
                    + e.getMessage() + ". Expected a folder that can be read. Check the globs and the folder's rights.", e);
        }
    }

    /** As it is shown: relative to the workspace where it lies inside, with slashes. */
    public static String name(Workspace workspace, Path file) {
        var shown = file.startsWith(workspace.root()) ? workspace.root().relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    private static TreeSet<Path> matching(Workspace workspace, List<String> globs, Predicate<Path> own, List<ReportProblem> problems)
            throws IOException {
        var files = new TreeSet<Path>();
        for (String glob : globs) {
            var found = workspace.find(List.of(glob)).stream().filter(own.negate()).toList();
            files.addAll(found);
            if (found.isEmpty()) {
                problems.add(new ReportProblem(glob, ReportProblem.Kind.MISSING, "no file matches " + glob,
                        "Run the tool that writes it before this stage, or correct \"reports\"."));
            }
        }
        if (globs.isEmpty()) {
            problems.add(new ReportProblem("", ReportProblem.Kind.MISSING, "no report is configured",
                    "Name the reports to read in \"reports\"."));
        }
        return files;
    }

    private static Optional<ReportProblem> stale(Workspace workspace, Path file, Optional<Instant> newest) throws IOException {
        var written = Files.getLastModifiedTime(file).toInstant();
        return newest.filter(written::isBefore).map(changed -> new ReportProblem(name(workspace, file),
                ReportProblem.Kind.STALE, name(workspace, file) + " is stale: written " + written
                + ", but a source changed " + changed, RUN_AGAIN));
    }
}
