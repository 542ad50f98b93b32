package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.report.ArtifactsJson;
import io.jenkins.plugins.greenlight.report.RunArtifacts;
import io.jenkins.plugins.greenlight.report.RunArtifacts.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a run made or judged, for a program; with what became of each file when that was looked at. */
final class FilesJson {
    private FilesJson() { }

    /** @param state of a file in words; empty when it was not looked at */
    static String of(RunArtifacts listed, Function<Entry, String> state) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "greenlight.files");
        json.put("version", 1);
        json.put("files", listed.entries().stream().map(entry -> file(entry, state.apply(entry))).toList());
        return Json.writePretty(json);
    }

    private static Map<String, Object> file(Entry entry, String state) {
        var json = ArtifactsJson.entry(entry);
        json.put("state", state.isEmpty() ? null : state);
        return json;
    }
}
