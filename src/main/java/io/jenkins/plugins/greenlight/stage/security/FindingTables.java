package io.jenkins.plugins.greenlight.stage.security;

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

/** A security report as tables, worst first; each as long as a person reads. */
final class FindingTables {
    private static final List<String> FINDING = List.of("Severity", "Tool", "Rule", "Package", "Place", "Message");

    private FindingTables() { }

    /** Those that have a row. */
    static Table[] of(SecurityReport report) {
        var seen = report.seen();
        var counts = seen.counts();
        return Stream.of(
                table("New", longer(FINDING, "Help"), seen.fresh(), counts.fresh(), FindingTables::row),
                table("Findings", longer(FINDING, "Help"), seen.worst(), counts.found(), FindingTables::row),
                table("Suppressed", longer(FINDING, "By", "Why"), seen.suppressed(), counts.suppressed(), FindingTables::row),
                table("Fixed", FINDING, report.comparison().gone(), report.comparison().fixed(),
                        gone -> row(gone, gone.severity().name())),
                table("Suppressions to look at", Accepted.COLUMNS, report.accepted().rows(), report.accepted().rows().size(), row -> row),
                table("Scanners", Scanned.COLUMNS, report.scanned(), report.scanned().size(), Scanned::row),
                table("Problems", List.of("File", "Kind", "What is wrong", "Advice"), problems(report), problems(report).size(),
                        row -> row))
                .filter(table -> !table.rows().isEmpty()).toArray(Table[]::new);
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

    /** Of scanners, reports and other files, as rows. */
    static List<List<String>> problems(SecurityReport report) {
        var scanners = report.scanned().stream().flatMap(one -> one.problems().stream())
                .map(problem -> List.of(problem.scanner(), "SCANNER", problem.message(), problem.advice()));
        var reports = report.problems().stream()
                .map(problem -> List.of(problem.file(), problem.kind().name(), problem.message(), problem.advice()));
        var inputs = report.inputs().stream().map(problem -> List.of(problem.file(), problem.key(), problem.message(), problem.advice()));
        return Stream.of(scanners, reports, inputs).flatMap(rows -> rows).toList();
    }

    private static List<String> row(Shown shown) {
        return longer(row(shown.finding(), severity(shown)), shown.finding().helpLink());
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

    /** @param all how many there are, also those that are not among the first */
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
