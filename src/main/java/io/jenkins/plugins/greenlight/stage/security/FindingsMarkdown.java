package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.stage.MarkdownText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What was found as a comment for a pull request: counts, what is new, the worst, what is suppressed. Says nothing of the verdict. */
final class FindingsMarkdown {
    /** Reviews cut comments at 65536 characters. */
    static final int MAX_BYTES = 60_000;
    private static final int MOST_ROWS = 25;
    private static final int LONGEST = 200;

    private final StringBuilder out = new StringBuilder();
    private int bytes;
    private boolean full;

    private FindingsMarkdown() { }

    /** At most {@link #MAX_BYTES} in UTF-8. Texts of the reports are shown as they are, and become neither markup, link nor mention. */
    static String of(SecurityReport report) {
        var markdown = new FindingsMarkdown();
        markdown.line("## Security scan");
        markdown.line("");
        markdown.line(text(report.summary()));
        markdown.counts(report);
        var seen = report.seen();
        markdown.section("New", seen.fresh(), seen.counts().fresh(), FindingsMarkdown::row);
        markdown.section(report.comparison().isMade() ? "Worst, new or not" : "Worst", seen.worst(), seen.counts().found(),
                FindingsMarkdown::row);
        markdown.section("Suppressed", seen.suppressed(), seen.counts().suppressed(), FindingsMarkdown::row);
        markdown.section("Fixed", report.comparison().gone(), report.comparison().fixed().orElse(0),
                gone -> row(gone, gone.severity().name(), gone.message()));
        markdown.problems(report);
        return markdown.out + (markdown.full ? "\nThe rest did not fit: see findings\\.json and findings\\.sarif\\.\n" : "");
    }

    private void counts(SecurityReport report) {
        var counts = report.seen().counts();
        boolean compared = report.comparison().isMade();
        line("");
        line("| Severity | Findings |" + (compared ? " New |" : "") + " Fixable |");
        line("| --- | ---: |" + (compared ? " ---: |" : "") + " ---: |");
        for (var severity : Severity.values()) {
            line("| " + severity.name() + " | " + counts.found(severity) + " |" + (compared ? " " + counts.fresh(severity) + " |" : "")
                    + " " + counts.fixable(severity) + " |");
        }
        var kinds = new ArrayList<String>();
        for (var kind : FindingKind.values()) {
            if (counts.found(kind) > 0) {
                kinds.add(kind.name().toLowerCase(Locale.ROOT) + " " + counts.found(kind));
            }
        }
        if (report.listed()) {
            kinds.add("known to be exploited " + counts.exploited());
        }
        if (!kinds.isEmpty()) {
            line("");
            line(String.join(", ", kinds));
        }
    }

    private <T> void section(String title, List<T> first, long all, Function<T, String> row) {
        if (first.isEmpty()) {
            return;
        }
        line("");
        line("### " + title);
        line("");
        line("| Severity | Rule | Where | What |");
        line("| --- | --- | --- | --- |");
        var rows = first.stream().limit(MOST_ROWS).toList();
        rows.forEach(one -> line(row.apply(one)));
        if (all > rows.size()) {
            line("");
            line("And " + (all - rows.size()) + " more");
        }
    }

    private void problems(SecurityReport report) {
        var rows = FindingTables.problems(report);
        if (!rows.isEmpty()) {
            line("");
            line("### Problems");
            line("");
            rows.stream().limit(MOST_ROWS).forEach(row -> line("* " + text(row.get(2))));
        }
    }

    private static String row(Shown shown) {
        return row(shown.finding(), FindingTables.severity(shown), shown.finding().message());
    }

    private static String row(Suppressed one) {
        return row(one.finding(), one.finding().severity().name(), one.by() + ": " + one.why());
    }

    private static String row(Finding finding, String severity, String what) {
        String affected = FindingTables.affected(finding);
        String place = finding.place();
        return "| " + text(severity) + " | " + text(finding.rule()) + " | " + text(affected)
                + (affected.isEmpty() || place.isEmpty() ? "" : " · ") + text(place) + " | " + text(what) + " |";
    }

    private static String text(String foreign) {
        return MarkdownText.line(foreign, LONGEST);
    }

    /** Once one does not fit nothing follows, so that no table ends in the middle of a row. */
    private void line(String text) {
        int more = text.getBytes(StandardCharsets.UTF_8).length + 1;
        full = full || bytes + more > MAX_BYTES - 200;
        if (!full) {
            out.append(text).append('\n');
            bytes += more;
        }
    }
}
