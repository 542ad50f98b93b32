package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the scanners reported.
 *
 * @param scans    fresh and of this commit; what is stale or of another commit is only among the problems
 * @param problems why there may be more findings than these; empty when the counts can be trusted
 * @param files    those that were opened, also what could not be read
 */
public record SecurityReport(List<CollectedRun> scans, List<ReportProblem> problems, List<StageFile> files) implements StageFacts {
    public SecurityReport {
        scans = List.copyOf(scans);
        problems = List.copyOf(problems);
        files = List.copyOf(files);
    }

    /** Not suppressed, in the order of the reports. */
    public List<Finding> findings() {
        return scans.stream().flatMap(scan -> scan.findings().stream()).toList();
    }

    /** By severity and in all; not measured when a problem makes the counts too low. */
    public Measures measures() {
        return problems.isEmpty() ? counted() : new Measures(SecurityConfig.MEASURES.measures().keySet().stream()
                .map(name -> Measure.missing(name, Unit.COUNT)).toList());
    }

    /** What was read: the least there is, whatever the problems. */
    Measures counted() {
        var findings = findings();
        var all = new ArrayList<>(Arrays.stream(Severity.values()).map(severity -> Measure.count(severity.measure(),
                findings.stream().filter(finding -> finding.severity() == severity).count())).toList());
        all.add(Measure.count("findings", findings.size()));
        return new Measures(all);
    }

    @Override public StageReport report() {
        return StageReport.of(summary(), measures()).with(FindingTables.of(this));
    }

    private String summary() {
        long suppressed = scans.stream().mapToLong(scan -> scan.suppressed().size()).sum();
        long files = scans.stream().map(scan -> scan.run().source()).distinct().count();
        return findings().size() + " findings in " + files + (files == 1 ? " report" : " reports")
                + (suppressed == 0 ? "" : ", " + suppressed + " more suppressed")
                + (problems.isEmpty() ? "." : "; " + problems.size()
                + (problems.size() == 1 ? " problem keeps" : " problems keep")
                + " the count from being known.");
    }
}
