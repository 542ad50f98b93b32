package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.coverage.history.MeasuredRun;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;

/**
 * All that the stage found out.
 *
 * @param read     how many coverage reports
 * @param coverage without what is excluded
 * @param paths    of its files in the workspace
 * @param problems with any of them no measure but that of tests is known
 * @param doubts   inconclusive: what else keeps a part from being known
 * @param tests    empty when nobody asked for them, like changed and history
 * @param run      this one, as it is kept
 */
record CoverageFacts(String app, int read, LineCoverage coverage, SourcePaths paths, List<Excluded> excluded,
                     List<ReportProblem> problems, List<Check> doubts, Optional<ReadTests> tests, Optional<ChangedCoverage> changed,
                     Optional<FoundHistory> history, List<RuleCoverage> rules, List<RatchetCheck> ratchet, MeasuredRun run) {
    private static final double FINE = 1e9;

    CoverageFacts {
        excluded = List.copyOf(excluded);
        problems = List.copyOf(problems);
        doubts = List.copyOf(doubts);
        rules = List.copyOf(rules);
        ratchet = List.copyOf(ratchet);
    }

    CoverageFacts with(List<RatchetCheck> checks) {
        return new CoverageFacts(app, read, coverage, paths, excluded, problems, doubts, tests, changed, history, rules, checks, run);
    }

    /** Whether no problem leaves a report out. */
    boolean isKnown() {
        return problems.isEmpty();
    }

    /** As read, whatever the problems. */
    Ratio ratio(Metric metric) {
        return coverage.totals().get(metric);
    }

    OptionalDouble percent(Metric metric) {
        return isKnown() ? ratio(metric).percent() : OptionalDouble.empty();
    }

    OptionalDouble changedPercent(Metric metric) {
        return changed.filter(found -> isKnown() && found.isKnown()).map(found -> found.ratio(metric).percent()).orElse(OptionalDouble.empty());
    }

    /** In percentage points, up to a billionth: what two divisions leave behind the comma is no step back. */
    OptionalDouble delta(Metric metric) {
        var before = history.flatMap(FoundHistory::history).map(all -> all.baseline().totals().get(metric).percent()).orElse(OptionalDouble.empty());
        return both(percent(metric), before, (now, then) -> Math.rint((now - then) * FINE) / FINE);
    }

    private static OptionalDouble both(OptionalDouble one, OptionalDouble other, BinaryOperator<Double> of) {
        return one.isPresent() && other.isPresent() ? OptionalDouble.of(of.apply(one.getAsDouble(), other.getAsDouble())) : OptionalDouble.empty();
    }
}
