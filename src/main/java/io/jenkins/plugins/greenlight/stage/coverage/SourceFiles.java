package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sources of the workspace.
 *
 * @param paths      relative to it; none when nothing asks for them
 * @param extensions of the files that reports speak of
 */
record SourceFiles(Set<String> paths, Set<String> extensions, List<Glob> excluded) {
    private static final List<String> MARKS_OF_TESTS = List.of("/test/", "/tests/", "/__tests__/", ".test.", ".spec.", "_test.");

    /** Looks into the workspace only where names of reports have to be found again. */
    static SourceFiles of(CoverageConfig config, Collection<SourceLines> reported, Ports ports) throws StageException {
        var terms = config.terms();
        boolean wanted = terms.changes().isPresent() || !terms.rules().isEmpty() || !terms.exclude().isEmpty();
        return new SourceFiles(wanted ? found(config, ports) : Set.of(), extensions(reported), terms.exclude());
    }

    private static Set<String> found(CoverageConfig config, Ports ports) throws StageException {
        try {
            return ports.workspace().find(config.sources()).stream().map(file -> ReportFiles.name(ports.workspace(), file))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new StageException("The sources " + config.sources() + " cannot be looked for in " + ports.workspace().root() + ": "
                    + e.getMessage() + ". Expected a folder that can be read. Check the globs and the folder's rights.", e);
        }
    }

    static Set<String> extensions(Collection<SourceLines> files) {
        return files.stream().map(file -> SourcePaths.extension(file.path())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether reports should speak of a file that changed: of their language, no test by its name, not excluded; wherever it lies,
     *  since a gate that looks for changes in {@code sources} alone sees none where these were left as they are by default. */
    boolean isReportable(String path) {
        return extensions.contains(SourcePaths.extension(path))
                && MARKS_OF_TESTS.stream().noneMatch(("/" + path)::contains) && excluded.stream().noneMatch(glob -> glob.matches(path));
    }
}
