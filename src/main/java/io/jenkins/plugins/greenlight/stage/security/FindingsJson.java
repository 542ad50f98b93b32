package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.parse.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found for programs: {@code findings.json}. */
final class FindingsJson {
    private FindingsJson() { }

    static String of(SecurityReport report) {
        var seen = report.seen();
        var all = new LinkedHashMap<String, Object>();
        all.put("version", 1);
        all.put("summary", report.summary());
        all.put("counted", report.isCounted());
        all.put("measures", measures(report));
        all.put("tools", report.tools().stream().map(ToolSeen::json).toList());
        all.put("scanners", report.scanned().stream().map(FindingsJson::scanner).toList());
        all.put("findings", seen.worst().stream().map(FindingsJson::finding).toList());
        all.put("truncated", seen.counts().found() - seen.worst().size());
        all.put("suppressed", seen.suppressed().stream().map(one -> {
            var json = finding(one.finding());
            json.put("by", one.by());
            json.put("why", one.why());
            return json;
        }).toList());
        all.put("suppressedTruncated", seen.counts().suppressed() - seen.suppressed().size());
        all.put("suppressionsToLookAt", report.accepted().rows().stream().limit(Shown.MOST).map(row -> {
            var json = new LinkedHashMap<String, String>();
            for (int at = 0; at < row.size(); at++) {
                json.put(Accepted.COLUMNS.get(at).toLowerCase(Locale.ROOT).replace(" ", ""), row.get(at));
            }
            return json;
        }).toList());
        all.put("fixed", report.comparison().gone().stream().map(FindingsJson::finding).toList());
        all.put("fixedTruncated", report.comparison().fixed() - report.comparison().gone().size());
        all.put("problems", problems(report));
        return Json.writePretty(all);
    }

    /** What was not measured is null. */
    private static Map<String, Object> measures(SecurityReport report) {
        var json = new LinkedHashMap<String, Object>();
        for (Measure measure : report.measures().all()) {
            json.put(measure.name(), measure.value().isEmpty() ? null : number(measure.value().getAsDouble()));
        }
        return json;
    }

    private static Number number(double value) {
        return value == Math.rint(value) ? (Number) (long) value : (Number) value;
    }

    private static List<Map<String, String>> problems(SecurityReport report) {
        return FindingTables.problems(report).stream().limit(Shown.MOST).map(row -> Map.of("file", row.get(0), "kind", row.get(1), "message", row.get(2)))
                .toList();
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
        return json;
    }

    private static Map<String, Object> finding(Finding finding) {
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
