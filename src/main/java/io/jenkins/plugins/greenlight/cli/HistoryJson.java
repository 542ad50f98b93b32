package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Chronicle;
import io.jenkins.plugins.greenlight.parse.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was done to an environment, newest first, for a program. What there is none of is null. */
final class HistoryJson {
    private HistoryJson() { }

    /** @param limit at most so many events */
    static String of(String app, String environment, Chronicle chronicle, int limit) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "greenlight.history");
        json.put("version", 1);
        json.put("app", app);
        json.put("environment", environment);
        json.put("events", chronicle.events().stream().limit(limit).map(HistoryJson::event).toList());
        json.put("more", Math.max(0, chronicle.events().size() - limit));
        json.put("auditLinesOlder", chronicle.older());
        return Json.writePretty(json);
    }

    private static Map<String, Object> event(Chronicle.Event event) {
        var json = new LinkedHashMap<String, Object>();
        json.put("at", event.at().toString());
        json.put("what", event.what());
        json.put("deployment", event.deployment());
        json.put("release", event.release().map(StatusJson::placed).orElse(null));
        json.put("actor", event.actor().orElse(null));
        json.put("reason", event.reason());
        return json;
    }
}
