package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.util.ArrayList;
import java.util.OptionalDouble;

/** What can be held against a threshold. In percent, not rounded, of distinct lines over all reports. */
final class CoverageMeasures {
    private CoverageMeasures() { }

    /** Those that somebody asked for, and those of the whole always; distances where both ends are known. What was not recorded is
     *  not measured, and nothing is when a problem leaves a report out. */
    static Measures of(CoverageFacts facts) {
        var all = new ArrayList<Measure>();
        for (var metric : Metric.values()) {
            all.add(new Measure(metric.measure(), Unit.PERCENT, facts.percent(metric)));
        }
        facts.tests().ifPresent(tests -> all.add(tests.problems().isEmpty() ? Measure.count(CoverageConfig.TESTS, tests.counts().ran())
                : Measure.missing(CoverageConfig.TESTS, Unit.COUNT)));
        if (facts.changed().isPresent()) {
            CoverageConfig.OF_CHANGES.forEach(metric -> all.add(new Measure(CoverageConfig.CHANGED + metric.measure(), Unit.PERCENT,
                    facts.changedPercent(metric))));
        }
        if (facts.history().isPresent()) {
            for (var metric : Metric.values()) {
                if (metric == Metric.LINE || facts.delta(metric).isPresent()) {
                    all.add(new Measure(CoverageConfig.DELTA + metric.measure(), Unit.PERCENTAGE_POINTS, facts.delta(metric)));
                }
            }
        }
        return new Measures(all);
    }

    /** @param known whether no problem leaves a report out */
    static Measures of(RuleCoverage rule, boolean known) {
        var all = new ArrayList<Measure>();
        for (var metric : Metric.values()) {
            all.add(new Measure(metric.measure(), Unit.PERCENT, known ? rule.coverage().totals().get(metric).percent() : OptionalDouble.empty()));
        }
        rule.changed().ifPresent(changed -> CoverageConfig.OF_CHANGES.forEach(metric -> all.add(new Measure(CoverageConfig.CHANGED + metric.measure(),
                Unit.PERCENT, known && changed.isKnown() ? changed.ratio(metric).percent() : OptionalDouble.empty()))));
        return new Measures(all);
    }
}
