package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A report as maps, lists and texts, in the order in which a person reads them. What is empty is null. */
final class ReportTree {
    private ReportTree() { }

    static Map<String, Object> of(DeliveryReport report) {
        return map("schema", DeliveryReport.SCHEMA, "version", DeliveryReport.VERSION, "nonce", report.nonce(),
                "app", report.app(), "release", report.release().orElse(null), "commit", report.commit().orElse(null),
                "digest", report.digest().orElse(null), "ending", report.ending().name(),
                "exitCode", report.ending().exitCode(), "message", report.message(),
                "startedAt", report.startedAt().toString(), "finishedAt", report.finishedAt().toString(),
                "stages", report.stages().stream().map(ReportTree::stage).toList(),
                "deployment", report.deployment().map(ReportTree::deployment).orElse(null),
                "audit", audit(report.audit()),
                "artifacts", report.artifacts().stream().map(ReportTree::artifact).toList());
    }

    /** Null when there is none. */
    static Map<String, Object> audit(Optional<DeliveryReport.AuditHead> audit) {
        return audit.map(head -> map("head", head.head(), "length", head.length())).orElse(null);
    }

    static Map<String, Object> artifact(DeliveryReport.Artifact a) {
        return map("path", a.path(), "sha256", a.sha256(), "mediaType", a.mediaType(),
                "bytes", a.bytes().isPresent() ? (Object) a.bytes().getAsLong() : null,
                "stage", a.stage().map(StageId::word).orElse(null));
    }

    private static Map<String, Object> deployment(DeliveryReport.Deployed d) {
        return map("environment", d.environment(), "id", d.id(), "state", d.state(), "release", d.release(),
                "slot", d.slot(), "previous", d.previous());
    }

    private static Map<String, Object> stage(StageResult stage) {
        var all = map("id", stage.id().word(), "outcome", stage.verdict().outcome().name(), "ending", stage.ending().name(),
                "error", stage.error(), "startedAt", stage.startedAt().toString(), "finishedAt", stage.finishedAt().toString(),
                "checks", stage.verdict().checks().stream().map(ReportTree::check).toList());
        all.put("seen", stage.report().isPresent());
        all.putAll(shown(stage.report().orElseGet(() -> StageReport.of("", Measures.none()))));
        return all;
    }

    private static Map<String, Object> shown(StageReport report) {
        return map("summary", report.summary(), "measures", report.measures().all().stream().map(ReportTree::measure).toList(),
                "tables", report.tables().stream().map(table ->
                        map("title", table.title(), "columns", table.columns(), "rows", table.rows())).toList(),
                "trees", report.trees().stream().map(ReportTree::tree).toList(),
                "series", report.series().stream().map(ReportTree::series).toList(),
                "timeline", report.timeline().stream().map(e -> map("at", e.at().toString(), "what", e.what())).toList());
    }

    static Map<String, Object> check(Check check) {
        return map("name", check.name(), "outcome", check.outcome().name(), "measured", check.measured(),
                "required", check.required(), "advice", check.advice());
    }

    private static Map<String, Object> measure(Measure measure) {
        return map("name", measure.name(), "unit", measure.unit().name().toLowerCase(Locale.ROOT),
                "value", measure.value().isPresent() ? (Object) measure.value().getAsDouble() : null);
    }

    private static Map<String, Object> tree(StageReport.Tree tree) {
        return map("label", tree.label(), "detail", tree.detail(),
                "children", tree.children().stream().map(ReportTree::tree).toList());
    }

    /** JSON has no infinity: a point without a finite figure is a gap. */
    private static Map<String, Object> series(StageReport.Series series) {
        return map("title", series.title(), "unit", series.unit(), "points", series.points().stream()
                .filter(point -> Double.isFinite(point.seconds()) && Double.isFinite(point.value()))
                .map(point -> List.of(point.seconds(), point.value())).toList());
    }

    /** Keys and values alternating; keeps their order. */
    static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
