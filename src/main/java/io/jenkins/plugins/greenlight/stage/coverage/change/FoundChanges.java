package io.jenkins.plugins.greenlight.stage.coverage.change;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What changed, or why nobody can say.
 *
 * @param against what it was compared with, in words
 * @param tracked the files of the workspace that a change could be of; empty where nobody lists them
 * @param problem inconclusive; empty when the changes are known, be they none
 */
public record FoundChanges(Changes changes, String against, Set<String> tracked, Optional<Check> problem) {
    public FoundChanges {
        tracked = Set.copyOf(tracked);
    }

    static FoundChanges read(Changes changes, String against, Collection<String> tracked) {
        return new FoundChanges(changes, against, new HashSet<>(tracked), Optional.empty());
    }

    static FoundChanges unknown(String why, String against, String advice) {
        return new FoundChanges(new Changes(Map.of(), Set.of()), against, Set.of(),
                Optional.of(Check.inconclusive("changes", why, against, advice)));
    }

    /**
     * Of a file that somebody wrote before. One without anything in it counts for none: so ends a git that could not compare. One
     * that is older than a source, or changes sources that are not in the workspace, is of another commit or another folder.
     *
     * @param name       relative to the workspace
     * @param sources    globs of the files it must not be older than
     * @param extensions of the files that have to be there, without a dot
     */
    public static FoundChanges of(Workspace workspace, String name, List<String> sources, Collection<String> extensions)
            throws InterruptedException {
        String expected = "a unified diff in " + name;
        String advice = "Write it before this stage, as by git diff --unified=0 BASE... >" + name + ", or name a \"changes.base\" instead.";
        try {
            var file = workspace.resolve(name);
            if (!Files.isRegularFile(file)) {
                return unknown("there is no file " + name, expected, advice);
            }
            if (Files.size(file) == 0) {
                return unknown(name + " is empty, as a git that failed leaves it", expected, advice);
            }
            var written = Files.getLastModifiedTime(file).toInstant();
            var newer = workspace.newestSource(sources).filter(written::isBefore);
            if (newer.isPresent()) {
                return unknown(name + " is stale: written " + written + ", but a source changed " + newer.get(), expected,
                        advice);
            }
            var changes = DiffReader.read(file, name);
            return absent(workspace, changes, extensions).map(path -> unknown(name + " changes " + path
                    + ", which is no file of the workspace", "paths in the workspace", "Write it in the folder of the workspace and for"
                    + " its commit: git diff --relative --unified=0 BASE... >" + name + ".")).orElseGet(() -> read(changes, "the diff " + name, List.of()));
        } catch (ParseException | IOException e) {
            return unknown(ParseException.told(name, e), expected, advice);
        }
    }

    private static Optional<String> absent(Workspace workspace, Changes changes, Collection<String> extensions) {
        for (var path : changes.lines().keySet()) {
            if (extensions.contains(path.substring(path.lastIndexOf('.') + 1)) && !isThere(workspace, path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** A link counts, wherever it leads; a path that climbs out does not. */
    private static boolean isThere(Workspace workspace, String path) {
        try {
            var file = workspace.root().resolve(path).normalize();
            return !path.startsWith("/") && file.startsWith(workspace.root()) && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
