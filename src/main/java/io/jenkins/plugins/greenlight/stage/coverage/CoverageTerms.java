package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code coverage} in greenlight.yaml asks for beyond limits of the whole.
 *
 * @param exclude of files that do not count, such as generated ones
 * @param tests   globs of JUnit XML reports; none: tests are not counted
 */
public record CoverageTerms(List<Glob> exclude, List<String> tests, Optional<Changes> changes, Optional<Baseline> baseline,
                            Optional<Ratchet> ratchet, List<Rule> rules) {
    public static final CoverageTerms NONE = new CoverageTerms(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public CoverageTerms {
        exclude = List.copyOf(exclude);
        tests = List.copyOf(tests);
        rules = List.copyOf(rules);
    }

    CoverageTerms keepingNothing() {
        return new CoverageTerms(exclude, tests, changes, baseline.map(own -> new Baseline(own.file(), false)), ratchet, rules);
    }

    /** Against what the changed lines are found: either a base or a diff.
     *  @param base         a branch, tag or commit
     *  @param diff         a file in the workspace
     *  @param minimumLines with fewer executable lines changed no percentage is judged */
    public record Changes(Optional<String> base, Optional<String> diff, int minimumLines) { }

    /** Where a run before this one left what it measured.
     *  @param file   in the workspace
     *  @param update whether a run whose verdict lets delivery go on leaves its own there */
    public record Baseline(String file, boolean update) { }

    /** No step back.
     *  @param runs      how many of the last ones to look at, 1 or more
     *  @param tolerance in percentage points, 0 or more
     *  @param floor     in percent: what counts even when no run was as good */
    public record Ratchet(int runs, double tolerance, List<Metric> measures, Map<Metric, Double> floor) {
        public Ratchet {
            measures = List.copyOf(measures);
            floor = Map.copyOf(floor);
        }
    }

    /** Limits of a part of the code. @param paths at least one */
    public record Rule(List<Glob> paths, List<Glob> exclude, Expectations checks) {
        public Rule {
            paths = List.copyOf(paths);
            exclude = List.copyOf(exclude);
        }

        boolean covers(String path) {
            return paths.stream().anyMatch(glob -> glob.matches(path)) && exclude.stream().noneMatch(glob -> glob.matches(path));
        }

        /** Its first pattern, and how many more there are. */
        String title() {
            return paths.get(0) + (paths.size() == 1 ? "" : " and " + (paths.size() - 1) + " more");
        }
    }

    /** With two decimals; empty for nothing. */
    static String percent(Ratio ratio) {
        return ratio.isEmpty() ? "" : Unit.PERCENT.format(ratio.percent().getAsDouble());
    }
}
