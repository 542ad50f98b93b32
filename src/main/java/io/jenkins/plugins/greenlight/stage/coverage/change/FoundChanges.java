package io.jenkins.plugins.greenlight.stage.coverage.change;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
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
     * Of a file that somebody wrote before. One without anything in it counts for none: so ends a git that could not compare.
     *
     * @param name relative to the workspace
     */
    public static FoundChanges of(Workspace workspace, String name) {
        String expected = "a unified diff in " + name;
        String advice = "Write it before this stage, as by git diff --unified=0 BASE... >" + name + ", or name a \"changes.base\" instead.";
        try {
            var file = workspace.resolve(name);
            if (!Files.isRegularFile(file)) {
                return unknown("there is no file " + name, expected, advice);
            }
            return Files.size(file) == 0 ? unknown(name + " is empty, as a git that failed leaves it", expected, advice)
                    : read(DiffReader.read(file, name), "the diff " + name, List.of());
        } catch (ParseException | IOException e) {
            return unknown(e instanceof ParseException ? e.getMessage() : name + " cannot be read: " + e, expected, advice);
        }
    }
}
