package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.stage.coverage.change.Changes;
import io.jenkins.plugins.greenlight.stage.coverage.change.FoundChanges;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the tests reached of what changed.
 *
 * @param against    what the workspace was compared with, in words
 * @param files      by path, those in which a line that can be executed changed
 * @param unreported changed sources that no report speaks of, with how many lines changed: there may be nothing to execute in them,
 *                   as in an interface, or no test went near them; they count for neither
 * @param problems   inconclusive: why nobody can say; then nothing is measured
 */
record ChangedCoverage(String against, List<ChangedFile> files, Map<String, Long> unreported, List<Check> problems) {
    static ChangedCoverage of(FoundChanges found, LineCoverage coverage, SourcePaths paths, Predicate<String> isSource) {
        var problems = new ArrayList<>(found.problem().stream().toList());
        var reported = new TreeMap<String, List<SourceLines>>();
        for (var file : coverage.files()) {
            var places = paths.of(file);
            if (places.size() > 1 && places.stream().anyMatch(place -> isIn(found.changes(), place))) {
                problems.add(ambiguous(file, places));
            } else if (places.size() == 1) {
                reported.computeIfAbsent(places.get(0), path -> new ArrayList<>()).add(file);
            }
        }
        found.changes().opaque().stream().filter(reported::containsKey).map(ChangedCoverage::opaque).forEach(problems::add);
        var files = found.changes().lines().entrySet().stream().filter(changed -> reported.containsKey(changed.getKey()))
                .map(changed -> ChangedFile.of(changed.getKey(), changed.getValue(), reported.get(changed.getKey())))
                .filter(file -> !file.lines().isEmpty() || !file.branches().isEmpty()).toList();
        var unreported = new TreeMap<String, Long>();
        found.changes().lines().forEach((path, lines) -> {
            if (isSource.test(path) && !paths.isReported(path)) {
                unreported.put(path, lines.count());
            }
        });
        boolean lost = !found.tracked().isEmpty() && !coverage.files().isEmpty() && coverage.files().stream().allMatch(file -> paths.of(file).isEmpty());
        if (lost && !unreported.isEmpty()) {
            problems.add(lost(coverage.files().iterator().next()));
        }
        return new ChangedCoverage(found.against(), files, unreported, problems);
    }

    private static boolean isIn(Changes changes, String path) {
        return changes.lines().containsKey(path) || changes.opaque().contains(path);
    }

    /** Only these files. */
    ChangedCoverage only(Predicate<String> wanted) {
        return new ChangedCoverage(against, files.stream().filter(file -> wanted.test(file.path())).toList(), Map.of(), problems);
    }

    boolean isKnown() {
        return problems.isEmpty();
    }

    /** Of lines or branches. */
    Ratio ratio(Metric metric) {
        return files.stream().map(metric == Metric.BRANCH ? ChangedFile::branches : ChangedFile::lines).reduce(Ratio.NOTHING, Ratio::plus);
    }

    private static Check ambiguous(SourceLines file, List<String> places) {
        return Check.inconclusive("changes", "the report's " + file.path() + " may be " + String.join(" or ", places.stream().limit(5).toList()),
                "a name that tells files apart", "Give reports that name the modules by their folders, as JaCoCo's report-aggregate does,"
                + " or run the gate for each module on its own.");
    }

    private static Check lost(SourceLines first) {
        return Check.inconclusive("changes", "no file that the reports name is in the workspace, such as " + first.path(),
                "names of the sources that changed", "Let the coverage tool write paths in the workspace, or run the gate in the folder that they begin at.");
    }

    private static Check opaque(String path) {
        return Check.inconclusive("changes", "git holds " + path + " for binary and tells none of its changed lines", "a diff by line",
                "See what .gitattributes says of it: \"-diff\" or \"binary\" hides a source from the gate.");
    }
}
