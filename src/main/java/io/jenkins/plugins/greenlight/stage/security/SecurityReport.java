package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import io.jenkins.plugins.greenlight.stage.findings.FindingTables;
import io.jenkins.plugins.greenlight.stage.findings.FindingTree;
import io.jenkins.plugins.greenlight.stage.findings.Findings;
import io.jenkins.plugins.greenlight.stage.findings.FindingsJson;
import io.jenkins.plugins.greenlight.stage.findings.FindingsMarkdown;
import io.jenkins.plugins.greenlight.stage.findings.ToolSeen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the scanners reported.
 *
 * @param listed whether a list says what is exploited
 * @param files  those that were opened, also what could not be read, and those that were made
 */
public record SecurityReport(Findings findings, Comparison comparison, boolean listed, List<StageFile> files) implements StageFacts {
    public SecurityReport {
        Objects.requireNonNull(findings, "findings");
        Objects.requireNonNull(comparison, "comparison");
        files = List.copyOf(files);
    }

    /** None is measured when a problem makes the counts too low. */
    Measures measures() {
        return findings.isCounted() ? counted() : SecurityMeasures.unknown();
    }

    /** Without those that the configuration gives nothing to measure by. */
    private Measures shown() {
        boolean compared = comparison.state() != Comparison.State.NONE;
        boolean list = listed || findings.inputs().stream().anyMatch(problem -> problem.key().equals(SecurityMeasures.KEV));
        return new Measures(measures().all().stream().filter(one -> compared || !SecurityMeasures.needsBaseline(one.name()))
                .filter(one -> list || !one.name().equals(SecurityMeasures.KEV)).toList());
    }

    /** What was read: the least there is, whatever the problems. */
    Measures counted() {
        return SecurityMeasures.of(findings.seen().counts(), comparison.isMade(), comparison.measuredFixed(), listed);
    }

    @Override public StageReport report() {
        return new StageReport(summary(), shown(), tables(), FindingTree.of(findings.seen()), List.of(), List.of(), List.of());
    }

    SecurityReport with(List<StageFile> more) {
        return new SecurityReport(findings, comparison, listed, Stream.concat(files.stream(), more.stream()).toList());
    }

    String summary() {
        long reports = findings.tools().stream().map(ToolSeen::source).distinct().count();
        return findings.sentence(reports + (reports == 1 ? " report" : " reports"))
                + comparison.sentences(findings.seen().counts().fresh());
    }

    /** Those that have a row. */
    private List<Table> tables() {
        var seen = findings.seen();
        return Stream.concat(Stream.of(FindingTables.found("New", seen.fresh(), seen.counts().fresh()),
                FindingTables.found("Findings", seen.worst(), seen.counts().found()), FindingTables.suppressed(seen),
                FindingTables.gone("Fixed", comparison.gone(), comparison.fixed().orElse(0))), FindingTables.ofScan(findings))
                .filter(table -> !table.rows().isEmpty()).toList();
    }

    /** For a pull request. */
    String markdown() {
        var seen = findings.seen();
        return new FindingsMarkdown("Security scan", summary())
                .counts(seen.counts(), comparison.isMade(), listed ? List.of("known to be exploited "
                + seen.counts().exploited()) : List.of())
                .found("New", seen.fresh(), seen.counts().fresh())
                .found(comparison.isMade() ? "Worst, new or not" : "Worst", seen.worst(), seen.counts().found())
                .suppressed(seen).gone("Fixed", comparison.gone(), comparison.fixed().orElse(0)).problems(findings).text();
    }

    /** For programs. */
    String json() {
        var more = new LinkedHashMap<String, Object>();
        more.put("fixed", comparison.gone().stream().map(FindingsJson::finding).toList());
        more.put("fixedTruncated", comparison.fixed().orElse(0) - comparison.gone().size());
        return FindingsJson.of(summary(), measures(), findings, more);
    }
}
