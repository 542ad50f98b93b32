package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.ScanRun;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One that looked.
 *
 * @param version as its report says; empty when it does not
 * @param source  the report
 */
record ToolSeen(String tool, String version, String source, String format) {
    static ToolSeen of(ScanRun run) {
        return new ToolSeen(Brief.text(run.tool()), Brief.text(run.version()), run.source(), run.format().title());
    }

    Map<String, String> json() {
        var json = new LinkedHashMap<String, String>();
        json.put("tool", tool);
        json.put("version", version);
        json.put("report", source);
        json.put("format", format);
        return json;
    }
}
