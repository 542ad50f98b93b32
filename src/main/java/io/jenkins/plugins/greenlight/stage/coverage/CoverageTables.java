package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import io.jenkins.plugins.greenlight.stage.coverage.history.CoverageHistory;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of the report. None is longer than a page can bear; what is left out is said. */
final class CoverageTables {
    static final int MOST_ROWS = 500;

    private final CoverageFacts facts;

    private CoverageTables(CoverageFacts facts) {
        this.facts = facts;
    }

    static List<Table> of(CoverageFacts facts) {
        var tables = new CoverageTables(facts);
        return Stream.of(tables.changed(), tables.unreported(), tables.rules(), tables.ratchet(), Optional.of(tables.packages()), tables.excluded())
                .flatMap(Optional::stream).toList();
    }

    private Optional<Table> changed() {
        return facts.changed().map(changed -> table("Changed files", List.of("File", "Line", "Lines", "Branches", "Not covered"),
                changed.files().stream().map(file -> List.of(file.path(), CoverageTerms.percent(file.lines()), file.lines().toString(),
                        file.branches().isEmpty() ? "" : file.branches().toString(), ranges(file))).toList()));
    }

    /** Such as {@code src/A.java:12-15, 20}; empty when all is covered. */
    static String ranges(ChangedFile file) {
        return file.uncovered().isEmpty() ? "" : file.path() + ":" + file.uncovered();
    }

    private Optional<Table> unreported() {
        return facts.changed().filter(changed -> !changed.unreported().isEmpty()).map(changed -> table("Changed files in no report",
                List.of("File", "Changed lines"), changed.unreported().entrySet().stream()
                        .map(file -> List.of(file.getKey(), file.getValue().toString())).toList()));
    }

    private Optional<Table> rules() {
        return some("Rules", List.of("Paths", "Files", "Line", "Lines", "Branch", "Branches"), facts.rules().stream().map(rule -> {
            var row = new ArrayList<>(List.of(rule.rule().title(), Integer.toString(rule.coverage().files().size())));
            row.addAll(figures(rule.coverage().totals()));
            return List.copyOf(row);
        }).toList());
    }

    private Optional<Table> ratchet() {
        return some("Ratchet", List.of("Measure", "Now", "Required"), facts.ratchet().stream().map(check -> List.of(check.metric().measure(),
                check.measured().isPresent() ? Unit.PERCENT.format(check.measured().getAsDouble()) : "not measured", check.required())).toList());
    }

    /** With the distance to the baseline, where there is one. */
    private Table packages() {
        var before = facts.history().flatMap(FoundHistory::history).map(CoverageHistory::packages);
        var columns = new ArrayList<>(List.of("Package", "Line", "Lines", "Branch", "Branches"));
        before.ifPresent(known -> columns.add("Line since the baseline"));
        return table("Packages", columns, facts.coverage().packages().entrySet().stream().map(one -> {
            var row = new ArrayList<>(List.of(one.getKey()));
            row.addAll(figures(one.getValue()));
            before.ifPresent(known -> row.add(delta(one.getValue().get(Metric.LINE), Optional.ofNullable(known.get(one.getKey()))
                    .map(then -> then.get(Metric.LINE)).orElse(Ratio.NOTHING))));
            return List.copyOf(row);
        }).toList());
    }

    private static String delta(Ratio now, Ratio then) {
        return now.isEmpty() || then.isEmpty() ? "" : Unit.PERCENTAGE_POINTS.format(now.percent().getAsDouble() - then.percent().getAsDouble());
    }

    private Optional<Table> excluded() {
        return some("Excluded", List.of("Pattern", "Files", "Lines"), facts.excluded().stream().map(one -> List.of(one.pattern().toString(),
                Long.toString(one.files()), Long.toString(one.counters().get(Metric.LINE).total()))).toList());
    }

    private static List<String> figures(Counters counters) {
        var line = counters.get(Metric.LINE);
        var branch = counters.get(Metric.BRANCH);
        return List.of(CoverageTerms.percent(line), line.toString(), CoverageTerms.percent(branch), branch.toString());
    }

    private static Optional<Table> some(String title, List<String> columns, List<List<String>> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(table(title, columns, rows));
    }

    private static Table table(String title, List<String> columns, List<List<String>> rows) {
        return rows.size() <= MOST_ROWS ? new Table(title, columns, rows)
                : new Table(title + ", the first " + MOST_ROWS + " of " + rows.size(), columns, rows.subList(0, MOST_ROWS));
    }
}
