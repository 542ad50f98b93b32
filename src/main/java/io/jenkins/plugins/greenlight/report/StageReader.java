package io.jenkins.plugins.greenlight.report;

import static io.jenkins.plugins.greenlight.report.ReportReader.constant;
import static io.jenkins.plugins.greenlight.report.ReportReader.instant;
import static io.jenkins.plugins.greenlight.report.ReportReader.keys;
import static io.jenkins.plugins.greenlight.report.ReportReader.list;
import static io.jenkins.plugins.greenlight.report.ReportReader.small;
import static io.jenkins.plugins.greenlight.report.ReportReader.text;
import static io.jenkins.plugins.greenlight.report.ReportReader.wrong;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.Optional;

/** Builds one stage's result from its part of report.json. */
final class StageReader {
    private StageReader() { }

    static StageId id(Node node) {
        return StageId.of(node.text()).orElseThrow(() -> wrong(node, "a stage"));
    }

    static StageResult stage(Node node) {
        keys(node, "id", "outcome", "ending", "error", "startedAt", "finishedAt", "checks", "seen", "summary", "measures",
                "tables", "trees", "series", "timeline");
        var verdict = new Verdict(list(node, "checks", StageReader::check));
        if (constant(node.get("outcome"), Outcome.class) != verdict.outcome()) {
            throw wrong(node.get("outcome"), verdict.outcome() + ", the worst of its checks");
        }
        var report = node.get("seen").flag() ? Optional.of(report(node)) : Optional.<StageReport>empty();
        return new StageResult(id(node.get("id")), report, verdict,
                constant(node.get("ending"), Ending.class), text(node, "error"), instant(node, "startedAt"),
                instant(node, "finishedAt"));
    }

    private static StageReport report(Node node) {
        return new StageReport(text(node, "summary"), new Measures(list(node, "measures", StageReader::measure)),
                list(node, "tables", StageReader::table), list(node, "trees", StageReader::tree),
                list(node, "series", StageReader::series), list(node, "timeline", StageReader::event));
    }

    private static Check check(Node node) {
        keys(node, "name", "outcome", "measured", "required", "advice");
        return new Check(text(node, "name"), constant(node.get("outcome"), Outcome.class), text(node, "measured"),
                text(node, "required"), text(node, "advice"));
    }

    private static Measure measure(Node node) {
        keys(node, "name", "unit", "value");
        var unit = small(node.get("unit"), Unit.class);
        return node.find("value").map(value -> Measure.of(text(node, "name"), unit, value.number()))
                .orElseGet(() -> Measure.missing(text(node, "name"), unit));
    }

    private static StageReport.Table table(Node node) {
        keys(node, "title", "columns", "rows");
        var columns = list(node, "columns", Node::text);
        var rows = list(node, "rows", row -> {
            if (row.items().size() != columns.size()) {
                throw wrong(row, columns.size() + " cells, one for each column");
            }
            return row.items().stream().map(Node::text).toList();
        });
        return new StageReport.Table(text(node, "title"), columns, rows);
    }

    private static StageReport.Tree tree(Node node) {
        keys(node, "label", "detail", "children");
        return new StageReport.Tree(text(node, "label"), text(node, "detail"), list(node, "children", StageReader::tree));
    }

    private static StageReport.Series series(Node node) {
        keys(node, "title", "unit", "points");
        return new StageReport.Series(text(node, "title"), text(node, "unit"), list(node, "points", StageReader::point));
    }

    private static StageReport.Point point(Node node) {
        if (node.items().size() != 2) {
            throw wrong(node, "two numbers: seconds and value");
        }
        return new StageReport.Point(node.items().get(0).number(), node.items().get(1).number());
    }

    private static StageReport.Event event(Node node) {
        keys(node, "at", "what");
        return new StageReport.Event(instant(node, "at"), text(node, "what"));
    }
}
