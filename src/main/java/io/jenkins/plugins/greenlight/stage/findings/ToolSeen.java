package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.ScanRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One that looked.
 *
 * @param version as its report says; empty when it does not
 * @param source  the report
 */
public record ToolSeen(String tool, String version, String source, String format) {
    /** Of a table with a row for each. */
    public static final List<String> COLUMNS = List.of("Tool", "Version", "Report", "Format");

    public static ToolSeen of(ScanRun run) {
        return new ToolSeen(Brief.text(run.tool()), Brief.text(run.version()), run.source(), run.format().title());
    }

    /** As long as {@link #COLUMNS}. */
    List<String> row() {
        return List.of(tool, version, source, format);
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
