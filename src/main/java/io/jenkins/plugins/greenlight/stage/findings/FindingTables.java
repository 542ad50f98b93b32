package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Findings as tables, worst first; each as long as a person reads. A table of nothing has no rows. */
public final class FindingTables {
    private static final List<String> FINDING = List.of("Severity", "Tool", "Rule", "Package", "Place", "Message");

    private FindingTables() { }

    /** @param all how many there are, also those that are not among the first */
    public static Table found(String title, List<Shown> first, long all) {
        return table(title, longer(FINDING, "Help"), first, all, shown -> longer(row(shown.finding(), severity(shown)),
                shown.finding().helpLink()));
    }

    /** With what each one's {@link Origin} says. */
    public static Table located(String title, List<Shown> first, long all) {
        return table(title, longer(FINDING, "Where", "Advice", "Help"), first, all, shown -> longer(row(shown.finding(), severity(shown)),
                shown.origin().where(), shown.origin().advice(), shown.finding().helpLink()));
    }

    public static Table suppressed(Seen seen) {
        return table("Suppressed", longer(FINDING, "By", "Why"), seen.suppressed(), seen.counts().suppressed(), FindingTables::row);
    }

    /** What was there before and is no more. */
    public static Table gone(String title, List<Finding> first, long all) {
        return table(title, FINDING, first, all, gone -> row(gone, gone.severity().name()));
    }

    /** How it was found. */
    public static Stream<Table> ofScan(Findings findings) {
        var problems = findings.problemRows();
        return Stream.of(
                table("Suppressions to look at", Accepted.COLUMNS, findings.accepted().rows(), findings.accepted().rows().size(), row -> row),
                table("Scanners", Scanned.COLUMNS, findings.scanned(), findings.scanned().size(), Scanned::row),
                table("Reports", ToolSeen.COLUMNS, findings.tools(), findings.tools().size(), ToolSeen::row),
                table("Problems", List.of("File", "Kind", "What is wrong", "Advice"), problems, problems.size(), row -> row));
    }

    /** With the version that is there and the one to go to. */
    static String affected(Finding finding) {
        return finding.affected().map(FindingTables::affected).orElse("");
    }

    /** In one word where nothing else is known, e.g. {@code HIGH 8.1, exploited}. */
    static String severity(Shown shown) {
        var score = shown.finding().cvss();
        return shown.finding().severity().name() + (score.isPresent() ? String.format(Locale.ROOT, " %.1f", score.getAsDouble()) : "")
                + (shown.isExploited() ? ", exploited" : "");
    }

    private static String affected(AffectedPackage found) {
        return found.name() + (found.version().isEmpty() ? "" : " " + found.version())
                + (found.fixedVersion().isEmpty() ? "" : ", fixed in " + found.fixedVersion());
    }

    private static List<String> row(Suppressed suppressed) {
        return longer(row(suppressed.finding(), suppressed.finding().severity().name()), suppressed.by(), suppressed.why());
    }

    private static List<String> row(Finding finding, String severity) {
        return List.of(severity, finding.tool(), finding.rule(), affected(finding), finding.place(), finding.message());
    }

    private static List<String> longer(List<String> row, String... more) {
        return Stream.concat(row.stream(), Stream.of(more)).toList();
    }

    private static <T> Table table(String title, List<String> columns, List<T> first, long all, Function<T, List<String>> row) {
        var rows = new ArrayList<>(first.stream().limit(Shown.MOST).map(row).toList());
        if (all > rows.size()) {
            var more = new ArrayList<>(columns.stream().map(column -> "").toList());
            more.set(0, "and " + (all - rows.size()) + " more");
            rows.add(more);
        }
        return new Table(title, columns, rows);
    }
}
