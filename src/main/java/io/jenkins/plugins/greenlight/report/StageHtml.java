package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.List;
import java.util.Locale;

/** A stage as a part of a page. */
final class StageHtml {
    /** Rows that a table shows at once, all of them. */
    private static final int FOLDED = 15;
    /** Of one that is longer. */
    private static final int BEGINNING = 10;
    /** Measures that are shown at once, of half as many more. */
    private static final int MEASURES = 12;
    /** Columns that do not fit beside one another on a phone. */
    private static final int MANY = 5;

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
            html.element("p", () -> {
                html.text("Began ");
                When.second(html, stage.startedAt());
                html.text(". Took " + Took.between(stage.startedAt(), stage.finishedAt()) + ".");
            }, "class", "quiet");
        }, "id", anchor);
    }

    private void checks(List<Check> checks) {
        if (checks.isEmpty()) {
            html.element("p", "No check was made.", "class", "quiet");
            return;
        }
        var columns = List.of("Check", "Outcome", "Measured", "Required", "What to do");
        html.heading(Markup.Heading.DETAIL, "Checks");
        table("Checks", "wide checks stacked", columns, () -> checks.forEach(check ->
                html.element("tr", () -> {
                    html.element("th", () -> html.dotted(check.name()), "scope", "row");
                    html.element("td", () -> html.element("span", check.outcome().name(),
                            "class", "word " + style(check.outcome().name())));
                    html.element("td", check.measured(), "data-label", "measured")
                            .element("td", check.required(), "data-label", "required")
                            .element("td", check.advice(), "data-label", "what to do");
                })));
    }

    private void report(StageReport report) {
        BandSvg.draw(html, report.bands());
        ChartSvg.drawAll(html, report.series());
        measures(report.measures());
        report.tables().forEach(this::table);
        TreeHtml.draw(html, report.trees());
        if (!report.timeline().isEmpty()) {
            html.heading(Markup.Heading.DETAIL, "Timeline");
            timeline(report.timeline());
        }
    }

    private void timeline(List<StageReport.Event> events) {
        var first = events.get(0).at();
        var when = new When(first);
        html.element("p", () -> {
            html.text("From ");
            When.full(html, first);
        }, "class", "quiet");
        html.element("ol", () -> events.forEach(event -> html.element("li", () -> {
            when.moment(html, event.at());
            html.text(" ").element("span", "+" + Took.between(first, event.at()), "class", "since")
                    .text(" ").element("span", event.what());
        })), "class", "timeline");
    }

    private void measures(Measures measures) {
        if (!measures.all().isEmpty()) {
            html.heading(Markup.Heading.DETAIL, "Measures");
            var all = measures.all();
            boolean many = all.size() > MEASURES + MEASURES / 2;
            measures(many ? all.subList(0, MEASURES) : all);
            if (many) {
                html.element("details", () -> {
                    html.element("summary", all.size() - MEASURES + " more measures");
                    measures(all.subList(MEASURES, all.size()));
                });
            }
        }
    }

    private void measures(List<Measure> measures) {
        html.element("dl", () -> measures.forEach(measure -> html.element("div", () ->
                html.element("dt", () -> html.dotted(measure.name())).element("dd", measure.text()))), "class", "measures");
    }

    /** Of a long one only its beginning is shown at once; the rest is folded. */
    private void table(StageReport.Table table) {
        html.heading(Markup.Heading.DETAIL, table.title());
        var rows = table.rows();
        if (rows.isEmpty()) {
            html.element("p", "None.", "class", "quiet");
        } else if (rows.size() <= FOLDED) {
            rows(table, table.title(), rows);
        } else {
            rows(table, table.title(), rows.subList(0, BEGINNING));
            html.element("details", () -> {
                html.element("summary", rows.size() - BEGINNING + " more rows");
                rows(table, table.title() + ", continued", rows.subList(BEGINNING, rows.size()));
            });
        }
    }

    /** One of many columns becomes a block for each row on a phone, where each cell says what it is. */
    private void rows(StageReport.Table table, String title, List<List<String>> rows) {
        boolean many = table.columns().size() >= MANY;
        table(title, many ? "wide many stacked" : "wide", table.columns(), () -> rows.forEach(row -> html.element("tr", () -> {
            for (int i = 0; i < row.size(); i++) {
                html.element("td", row.get(i), "data-label", many && i > 0 ? table.columns().get(i) : null);
            }
        })));
    }

    /** Wide ones scroll in a box of their own, by the keyboard too. */
    private void table(String title, String style, List<String> columns, Runnable rows) {
        html.element("div", () -> html.element("table", () -> {
            html.element("thead", () -> html.element("tr", () ->
                    columns.forEach(column -> html.element("th", column, "scope", "col"))));
            html.element("tbody", rows);
        }), "class", style, "tabindex", "0", "role", "region", "aria-label", title);
    }
}
