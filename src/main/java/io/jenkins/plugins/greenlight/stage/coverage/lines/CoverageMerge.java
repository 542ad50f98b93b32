package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds reports up, one after the other, so that only one of them is in memory beside the sum. Files meet by path; those of the
 * same path that lie in two folders, or that one report has in two modules, are two: see {@link SamePath}.
 */
public final class CoverageMerge {
    private final Map<String, SamePath> paths = new TreeMap<>();
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
        for (var file : report.files()) {
            paths.computeIfAbsent(file.path(), path -> new SamePath()).add(file, reports);
        }
        if (!report.hasLines()) {
            complete = false;
            for (var metric : List.of(Metric.LINE, Metric.BRANCH, Metric.INSTRUCTION)) {
                sums.add(metric, report.totals().get(metric));
            }
            addTo(packageSums, report.packages());
        }
        for (var metric : List.of(Metric.METHOD, Metric.CLASS)) {
            if (report.files().stream().noneMatch(file -> file.names(metric))) {
                sums.add(metric, report.totals().get(metric));
            }
        }
    }

    /** A single report's own sums stand for what its lines do not tell; several are merged line by line, method by method. */
    public LineCoverage merged() {
        var files = new TreeMap<String, SourceLines>();
        paths.forEach((path, all) -> all.settled().forEach(file -> files.put(files.containsKey(path)
                ? path + '\0' + file.name().module() + '\0' + file.name().folder() : path, file)));
        var byLine = LineCoverage.of(files, complete);
        var totals = new Counters();
        totals.addAll(byLine.totals());
        totals.addAll(sums);
        var packages = new TreeMap<>(byLine.packages());
        addTo(packages, packageSums);
        return new LineCoverage(files, reports == 1 ? single(byLine.totals()) : totals, packages, complete);
    }

    private static void addTo(Map<String, Counters> all, Map<String, Counters> more) {
        more.forEach((name, counters) -> all.computeIfAbsent(name, n -> new Counters()).addAll(counters));
    }

    private Counters single(Counters lines) {
        var totals = new Counters();
        totals.add(Metric.LINE, lines.orElse(onlyReport).get(Metric.LINE));
        totals.add(Metric.BRANCH, (branchesBesideLines ? onlyReport.orElse(lines) : lines.orElse(onlyReport)).get(Metric.BRANCH));
        return totals.orElse(onlyReport).orElse(lines);
    }
}
