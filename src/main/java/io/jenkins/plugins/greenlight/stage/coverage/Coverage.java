package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the tests reached, over all reports.
 *
 * @param packages by name, in order
 */
record Coverage(Counters totals, Map<String, Counters> packages) {
    /** A single report's counters stand; several are merged line by line, method by method, class by class. */
    static Coverage of(List<JacocoReport> reports) {
        var lines = new Lines();
        reports.forEach(report -> lines.addAll(report.lines()));
        var packages = new TreeMap<>(lines.packages());
        reports.stream().filter(report -> report.lines().isEmpty())
                .forEach(report -> report.packages().forEach((name, counters) ->
                packages.computeIfAbsent(name, n -> new Counters()).addAll(counters)));
        return new Coverage(reports.size() == 1 ? single(reports.get(0)) : merged(reports, lines), packages);
    }

    private static Counters single(JacocoReport report) {
        var lines = report.lines().total();
        var totals = new Counters();
        totals.add(Metric.LINE, lines.orElse(report.totals()).get(Metric.LINE));
        totals.add(Metric.BRANCH, lines.orElse(report.totals()).get(Metric.BRANCH));
        return totals.orElse(report.totals()).orElse(lines);
    }

    private static Counters merged(List<JacocoReport> reports, Lines lines) {
        var totals = lines.total();
        for (var report : reports) {
            if (report.lines().isEmpty()) {
                List.of(Metric.LINE, Metric.BRANCH, Metric.INSTRUCTION).forEach(m -> totals.add(m, report.totals().get(m)));
            }
        }
        totals.add(Metric.METHOD, entered(reports, Metric.METHOD, JacocoReport::methods));
        totals.add(Metric.CLASS, entered(reports, Metric.CLASS, JacocoReport::classes));
        return totals;
    }

    /** Those named, each once; and the counters of the reports that name none. */
    private static Ratio entered(List<JacocoReport> reports, Metric metric, Function<JacocoReport, Map<String, Boolean>> named) {
        var all = new HashMap<String, Boolean>();
        reports.forEach(report -> named.apply(report).forEach((name, entered) -> all.merge(name, entered, Boolean::logicalOr)));
        var once = new Ratio(all.values().stream().filter(entered -> entered).count(), all.size());
        return reports.stream().filter(report -> named.apply(report).isEmpty()).map(report -> report.totals().get(metric))
                .reduce(once, Ratio::plus);
    }
}
