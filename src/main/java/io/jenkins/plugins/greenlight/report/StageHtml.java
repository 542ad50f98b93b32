package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A stage as a part of a page. */
final class StageHtml {
    private final Markup html;
    private final String prefix;

    /** @param prefix of every id */
    StageHtml(Markup html, String prefix) {
        this.html = html;
        this.prefix = prefix;
    }

    /** The class that gives an outcome or an ending its colour. */
    static String style(String word) {
        return word.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** @param runs of one stage, in the order in which they were made; the first is what a link to the stage leads to */
    void draw(List<StageResult> runs) {
        for (int i = 0; i < runs.size(); i++) {
            var id = runs.get(i).id();
            draw(runs.get(i), id.title() + (runs.size() == 1 ? "" : ", run " + (i + 1) + " of " + runs.size()),
                    anchor(id) + (i == 0 ? "" : "-" + (i + 1)));
        }
    }

    String anchor(StageId id) {
        return prefix + id.word();
    }

    private void draw(StageResult stage, String title, String anchor) {
        html.element("section", () -> {
            html.heading(Markup.Heading.PART, () -> html.text(title + " ")
                    .element("span", stage.word(), "class", "word " + style(stage.word())));
            stage.report().map(StageReport::summary).filter(summary -> !summary.isEmpty())
                    .ifPresent(summary -> html.element("p", summary));
            if (!stage.error().isEmpty()) {
                html.element("pre", stage.error(), "class", "message");
            }
            checks(stage.verdict().checks());
            stage.report().ifPresent(this::report);
            html.element("p", "Took " + Took.between(stage.startedAt(), stage.finishedAt()) + ".", "class", "quiet");
        }, "id", anchor);
    }

    private void checks(List<Check> checks) {
        if (checks.isEmpty()) {
            html.element("p", "No check was made.", "class", "quiet");
            return;
        }
        var columns = List.of("Check", "Outcome", "Measured", "Required", "Advice");
        table("Checks", "wide checks", columns, () -> checks.forEach(check ->
                html.element("tr", () -> {
                    html.element("th", check.name(), "scope", "row");
                    html.element("td", () -> html.element("span", check.outcome().name(),
                            "class", "word " + style(check.outcome().name())));
                    html.element("td", check.measured(), "data-label", "measured")
                            .element("td", check.required(), "data-label", "required").element("td", check.advice());
                })));
    }

    private void report(StageReport report) {
        measures(report.measures());
        report.tables().forEach(table -> table(table.title(), "wide", table.columns(), () -> table.rows().forEach(row ->
                html.element("tr", () -> row.forEach(cell -> html.element("td", cell))))));
        if (!report.trees().isEmpty()) {
            tree(report.trees());
        }
        report.series().forEach(series -> SeriesSvg.draw(html, series));
        if (!report.timeline().isEmpty()) {
            html.heading(Markup.Heading.DETAIL, "Timeline");
            html.element("ol", () -> report.timeline().forEach(event -> html.element("li", () ->
                    html.element("time", event.at().truncatedTo(ChronoUnit.MILLIS).toString(), "datetime", event.at().toString())
                            .text(" ").element("span", event.what()))), "class", "timeline");
        }
    }

    private void measures(Measures measures) {
        if (!measures.all().isEmpty()) {
            html.heading(Markup.Heading.DETAIL, "Measures");
            html.element("dl", () -> measures.all().forEach(measure -> html.element("div", () ->
                    html.element("dt", measure.name()).element("dd", measure.text()))), "class", "measures");
        }
    }

    /** Wide tables scroll in a box of their own, by the keyboard too. */
    private void table(String title, String style, List<String> columns, Runnable rows) {
        html.heading(Markup.Heading.DETAIL, title);
        html.element("div", () -> html.element("table", () -> {
            html.element("thead", () -> html.element("tr", () ->
                    columns.forEach(column -> html.element("th", column, "scope", "col"))));
            html.element("tbody", rows);
        }), "class", style, "tabindex", "0", "role", "region", "aria-label", title);
    }

    private void tree(List<StageReport.Tree> trees) {
        html.element("ul", () -> trees.forEach(tree -> html.element("li", () -> {
            html.text(tree.label());
            if (!tree.detail().isEmpty()) {
                html.text(" ").element("span", tree.detail(), "class", "quiet");
            }
            if (!tree.children().isEmpty()) {
                tree(tree.children());
            }
        })), "class", "tree");
    }
}
