package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * {@code coverage} in greenlight.yaml.
 *
 * @param reports globs of coverage reports; every glob must match at least one file
 * @param sources globs of the files a report must not be older than, and that its names are looked for among
 */
public record CoverageConfig(List<String> reports, List<String> sources, Expectations checks, MissingPolicy onMissing,
                             GateMode mode, CoverageTerms terms) {
    public static final String TESTS = "tests";
    /** Before a metric: of the lines that changed alone. */
    public static final String CHANGED = "changed.";
    /** Before a metric: how far it is from the baseline. */
    public static final String DELTA = "delta.";
    /** Of the lines that changed no other metric is known. */
    static final List<Metric> OF_CHANGES = List.of(Metric.LINE, Metric.BRANCH);
    /** Of the whole. */
    public static final Vocabulary MEASURES = vocabulary(true);
    /** Of what a path rule covers. */
    public static final Vocabulary OF_RULES = vocabulary(false);

    public CoverageConfig {
        reports = List.copyOf(reports);
        sources = List.copyOf(sources);
    }

    /** With limits of the whole alone. */
    public CoverageConfig(List<String> reports, List<String> sources, Expectations checks, MissingPolicy onMissing, GateMode mode) {
        this(reports, sources, checks, onMissing, mode, CoverageTerms.NONE);
    }

    /** With a baseline that no run writes. */
    public CoverageConfig keepingNothing() {
        return new CoverageConfig(reports, sources, checks, onMissing, mode, terms.keepingNothing());
    }

    private static Vocabulary vocabulary(boolean whole) {
        var all = new LinkedHashMap<String, Unit>();
        for (var metric : Metric.values()) {
            all.put(metric.measure(), Unit.PERCENT);
        }
        if (whole) {
            all.put(TESTS, Unit.COUNT);
        }
        OF_CHANGES.forEach(metric -> all.put(CHANGED + metric.measure(), Unit.PERCENT));
        if (whole) {
            for (var metric : Metric.values()) {
                all.put(DELTA + metric.measure(), Unit.PERCENTAGE_POINTS);
            }
        }
        return new Vocabulary(all);
    }
}
