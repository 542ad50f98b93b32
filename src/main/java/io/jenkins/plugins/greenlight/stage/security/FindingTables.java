package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A security report as tables, worst first; each as long as a person reads. */
final class FindingTables {
    static final int MAX_ROWS = 200;
    private static final int MAX_TEXT = 300;
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::rule);

    private FindingTables() { }

    /** Those that have a row. */
    static Table[] of(SecurityReport report) {
        var findings = report.findings().stream().sorted(WORST_FIRST).toList();
        var suppressed = report.scans().stream().flatMap(scan -> scan.suppressed().stream())
                .sorted(Comparator.comparing(Suppressed::finding, WORST_FIRST)).toList();
        var problems = report.problems();
        return List.of(
                table("Findings", List.of("Severity", "Tool", "Rule", "Place", "Message", "Help"), findings, FindingTables::row),
                table("Suppressed", List.of("Severity", "Tool", "Rule", "Place", "Message", "Why"), suppressed,
                FindingTables::row),
                table("Problems", List.of("File", "Kind", "What is wrong", "Advice"), problems, problem ->
                        List.of(problem.file(), problem.kind().name(), problem.message(), problem.advice())))
                .stream().filter(table -> !table.rows().isEmpty()).toArray(Table[]::new);
    }

    private static List<String> row(Finding finding) {
        return row(finding, finding.helpLink());
    }

    private static List<String> row(Suppressed suppressed) {
        return row(suppressed.finding(), suppressed.why());
    }

    private static List<String> row(Finding finding, String last) {
        return List.of(finding.severity().name(), finding.tool(), finding.rule(), finding.place(), brief(finding.message()),
                brief(last));
    }

    private static <T> Table table(String title, List<String> columns, List<T> all, Function<T, List<String>> row) {
        var rows = new ArrayList<>(all.stream().limit(MAX_ROWS).map(row).toList());
        if (all.size() > MAX_ROWS) {
            var more = new ArrayList<>(columns.stream().map(column -> "").toList());
            more.set(0, "and " + (all.size() - MAX_ROWS) + " more");
            rows.add(more);
        }
        return new Table(title, columns, rows);
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT - 1) + "…";
    }
}
