package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** What the tests reached, and why that may not be all. */
public final class CoverageReport implements StageFacts {
    private final String commit;
    private final List<StageFile> files;
    private final int read;
    private final LineCoverage coverage;
    private final List<ReportProblem> problems;

    /** @param files that were opened
     *  @param read  how many of them hold a report */
    CoverageReport(String commit, List<StageFile> files, int read, LineCoverage coverage, List<ReportProblem> problems) {
        this.commit = commit;
        this.files = List.copyOf(files);
        this.read = read;
        this.coverage = coverage;
        this.problems = List.copyOf(problems);
    }

    public List<ReportProblem> problems() {
        return problems;
    }

    /** In percent, not rounded, of distinct lines over all reports. What was not recorded is not measured, and nothing is
     *  when a problem leaves a report out. */
    public Measures measures() {
        return new Measures(Arrays.stream(Metric.values()).map(metric -> new Measure(metric.measure(), Unit.PERCENT,
                problems.isEmpty() ? ratio(metric).percent() : OptionalDouble.empty())).toList());
    }

    /** As read, whatever the problems. */
    Ratio ratio(Metric metric) {
        return coverage.totals().get(metric);
    }

    @Override public List<StageFile> files() {
        return files;
    }

    @Override public StageReport report() {
        return StageReport.of(summary(), measures()).with(packages());
    }

    private String summary() {
        return ratio(Metric.LINE) + " lines and " + ratio(Metric.BRANCH) + " branches covered"
                + (commit.isEmpty() ? "" : " at commit " + commit) + ", by " + read
                + (read == 1 ? " report" : " reports")
                + (problems.isEmpty() ? "." : "; " + problems.size()
                + (problems.size() == 1 ? " problem keeps" : " problems keep")
                + " the coverage from being known.");
    }

    private Table packages() {
        return new Table("Packages", List.of("Package", "Line", "Lines", "Branch", "Branches"),
                coverage.packages().entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList());
    }

    private static List<String> row(String name, Counters counters) {
        var line = counters.get(Metric.LINE);
        var branch = counters.get(Metric.BRANCH);
        return List.of(name, percent(line), line.toString(), percent(branch), branch.toString());
    }

    private static String percent(Ratio ratio) {
        return ratio.isEmpty() ? "" : Unit.PERCENT.format(ratio.percent().getAsDouble());
    }
}
