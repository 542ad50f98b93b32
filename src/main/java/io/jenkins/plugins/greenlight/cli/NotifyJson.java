package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who was told and who could not be, for a program. */
final class NotifyJson {
    private NotifyJson() { }

    static String of(Verdict verdict) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "greenlight.notify");
        json.put("version", 1);
        json.put("channels", verdict.checks().stream().map(NotifyJson::channel).toList());
        return Json.writePretty(json);
    }

    private static Map<String, Object> channel(Check check) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", check.name());
        json.put("outcome", check.outcome().name());
        json.put("measured", check.measured());
        json.put("advice", check.advice());
        return json;
    }
}
