package io.jenkins.plugins.greenlight.stage.findings;

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

/** What was found as a comment for a pull request: what each stage puts into it, in its order. Says nothing of the verdict. */
public final class FindingsMarkdown {
    /** Reviews cut comments at 65536 characters. */
    public static final int MAX_BYTES = 60_000;
    private static final int MOST_ROWS = 25;
    private static final int LONGEST = 200;

    private final StringBuilder out = new StringBuilder();
    private int bytes;
    private boolean full;

    public FindingsMarkdown(String title, String summary) {
        line("## " + text(title));
        line("");
        line(text(summary));
    }

    /** At most {@link #MAX_BYTES} in UTF-8. Texts of the reports are shown as they are, and become neither markup, link nor mention. */
    public String text() {
        return out + (full ? "\nThe rest did not fit: see findings\\.json and findings\\.sarif\\.\n" : "");
    }

    /** @param compared whether it is known what is new
     *  @param more     beside how many there are of each kind; sentences without a point */
    public FindingsMarkdown counts(FindingCounts counts, boolean compared, List<String> more) {
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
        more.forEach(one -> kinds.add(text(one)));
        if (!kinds.isEmpty()) {
            line("");
            line(String.join(", ", kinds));
        }
        return this;
    }

    /** Of nothing there is no section. @param all how many there are, also those that are not among the first */
    public FindingsMarkdown found(String title, List<Shown> first, long all) {
        return section(title, first, all, FindingsMarkdown::row);
    }

    public FindingsMarkdown suppressed(Seen seen) {
        return section("Suppressed", seen.suppressed(), seen.counts().suppressed(), FindingsMarkdown::row);
    }

    /** What was there before and is no more. */
    public FindingsMarkdown gone(String title, List<Finding> first, long all) {
        return section(title, first, all, gone -> row(gone, gone.severity().name(), gone.message()));
    }

    private <T> FindingsMarkdown section(String title, List<T> first, long all, Function<T, String> row) {
        if (first.isEmpty()) {
            return this;
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
        return this;
    }

    public FindingsMarkdown problems(Findings findings) {
        var rows = findings.problemRows();
        if (!rows.isEmpty()) {
            line("");
            line("### Problems");
            line("");
            rows.stream().limit(MOST_ROWS).forEach(row -> line("* " + text(row.get(2))));
        }
        return this;
    }

    private static String row(Shown shown) {
        String advice = shown.origin().advice();
        return row(shown.finding(), FindingTables.severity(shown), shown.finding().message() + (advice.isEmpty() ? "" : "; " + advice));
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
