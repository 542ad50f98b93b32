package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds reports up, one after the other, so that only one of them is in memory beside the sum. Files meet by path; where one
 * report has the same path in two modules, these are two files, the second told apart by its module.
 */
public final class CoverageMerge {
    private final Map<String, SourceLines> files = new TreeMap<>();
    private final Counters sums = new Counters();
    private final Map<String, Counters> packageSums = new TreeMap<>();
    private Counters onlyReport = new Counters();
    private boolean branchesBesideLines;
    private int reports;
    private boolean complete = true;

    public static LineCoverage of(List<ReportedCoverage> reports) {
        var merge = new CoverageMerge();
        reports.forEach(merge::add);
        return merge.merged();
    }

    public void add(ReportedCoverage report) {
        reports++;
        onlyReport = report.totals();
        branchesBesideLines = report.format() == CoverageFormat.COBERTURA;
        var seen = new java.util.HashSet<String>();
        for (var file : report.files()) {
            String key = seen.add(file.path()) ? file.path() : file.path() + '\0' + file.name().module();
            files.merge(key, file, SourceLines::merge);
        }
        if (!report.hasLines()) {
            complete = false;
            List.of(Metric.LINE, Metric.BRANCH, Metric.INSTRUCTION).forEach(metric -> sums.add(metric, report.totals().get(metric)));
            report.packages().forEach((name, counters) -> packageSums.computeIfAbsent(name, n -> new Counters()).addAll(counters));
        }
        for (var metric : List.of(Metric.METHOD, Metric.CLASS)) {
            if (report.files().stream().allMatch(file -> file.counters().get(metric).isEmpty())) {
                sums.add(metric, report.totals().get(metric));
            }
        }
    }

    /** A single report's own sums stand for what its lines do not tell; several are merged line by line, method by method. */
    public LineCoverage merged() {
        var byLine = LineCoverage.of(new TreeMap<>(files), complete);
        var totals = new Counters();
        totals.addAll(byLine.totals());
        totals.addAll(sums);
        var packages = new TreeMap<>(byLine.packages());
        packageSums.forEach((name, counters) -> packages.computeIfAbsent(name, n -> new Counters()).addAll(counters));
        return new LineCoverage(new TreeMap<>(files), reports == 1 ? single(byLine.totals()) : totals, packages, complete);
    }

    private Counters single(Counters lines) {
        var totals = new Counters();
        totals.add(Metric.LINE, lines.orElse(onlyReport).get(Metric.LINE));
        totals.add(Metric.BRANCH, (branchesBesideLines ? onlyReport.orElse(lines) : lines.orElse(onlyReport)).get(Metric.BRANCH));
        return totals.orElse(onlyReport).orElse(lines);
    }
}
