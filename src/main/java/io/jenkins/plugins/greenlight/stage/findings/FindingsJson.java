package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.parse.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found for programs: {@code findings.json}. */
public final class FindingsJson {
    private FindingsJson() { }

    /** @param more what only one stage knows, by its key */
    public static String of(String summary, Measures measures, Findings findings, Map<String, ?> more) {
        var seen = findings.seen();
        var all = new LinkedHashMap<String, Object>();
        all.put("version", 1);
        all.put("summary", summary);
        all.put("counted", findings.isCounted());
        all.put("measures", measures(measures));
        all.put("tools", findings.tools().stream().map(ToolSeen::json).toList());
        all.put("scanners", findings.scanned().stream().map(FindingsJson::scanner).toList());
        all.put("findings", seen.worst().stream().map(FindingsJson::finding).toList());
        all.put("truncated", seen.counts().found() - seen.worst().size());
        all.put("suppressed", seen.suppressed().stream().map(one -> {
            var json = finding(one.finding());
            json.put("by", one.by());
            json.put("why", one.why());
            return json;
        }).toList());
        all.put("suppressedTruncated", seen.counts().suppressed() - seen.suppressed().size());
        all.put("suppressionsToLookAt", findings.accepted().rows().stream().limit(Shown.MOST).map(row -> {
            var json = new LinkedHashMap<String, String>();
            for (int at = 0; at < row.size(); at++) {
                json.put(Accepted.COLUMNS.get(at).toLowerCase(Locale.ROOT).replace(" ", ""), row.get(at));
            }
            return json;
        }).toList());
        all.putAll(more);
        all.put("problems", problems(findings));
        return Json.writePretty(all);
    }

    /** What was not measured is null. */
    private static Map<String, Object> measures(Measures measures) {
        var json = new LinkedHashMap<String, Object>();
        for (Measure measure : measures.all()) {
            json.put(measure.name(), measure.value().isEmpty() ? null : number(measure.value().getAsDouble()));
        }
        return json;
    }

    private static Number number(double value) {
        return value == Math.rint(value) ? (Number) (long) value : (Number) value;
    }

    private static List<Map<String, String>> problems(Findings findings) {
        return findings.problemRows().stream().limit(Shown.MOST)
                .map(row -> Map.of("file", row.get(0), "kind", row.get(1), "message", row.get(2))).toList();
    }

    private static Map<String, Object> scanner(Scanned scanned) {
        var json = new LinkedHashMap<String, Object>();
        json.put("tool", scanned.tool());
        json.put("version", scanned.version());
        json.put("databaseDate", scanned.databaseDate().map(Instant::toString).orElse(null));
        json.put("sha256", scanned.sha256());
        json.put("tookMillis", scanned.took().toMillis());
        return json;
    }

    private static Map<String, Object> finding(Shown shown) {
        var json = finding(shown.finding());
        json.put("new", shown.isNew());
        json.put("exploited", shown.isExploited());
        put(json, "part", shown.origin().part());
        put(json, "where", shown.origin().where());
        put(json, "advice", shown.origin().advice());
        return json;
    }

    /** What no stage says of its findings is left out. */
    private static void put(Map<String, Object> json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }

    public static Map<String, Object> finding(Finding finding) {
        var json = new LinkedHashMap<String, Object>();
        json.put("severity", finding.severity().name());
        json.put("kind", finding.kind().name());
        json.put("tool", finding.tool());
        json.put("rule", finding.rule());
        json.put("aliases", finding.aliases());
        json.put("cvss", finding.cvss().isPresent() ? finding.cvss().getAsDouble() : null);
        finding.affected().ifPresent(affected -> json.put("package", Map.of("name", affected.name(), "version", affected.version(),
                "purl", affected.purl(), "fixedVersion", affected.fixedVersion())));
        json.put("file", finding.file());
        json.put("line", finding.line() == 0 ? null : finding.line());
        json.put("layer", finding.layer());
        json.put("cwes", finding.cwes());
        json.put("message", finding.message());
        json.put("helpLink", finding.helpLink());
        json.put("fingerprint", finding.fingerprint());
        return json;
    }
}
