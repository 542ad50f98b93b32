package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration as JSON for programs: {@code environment}, empty for none; {@code config}, the whole; {@code values}, each with
 * its {@code key} from the root and where it came from. A list is one value: it is replaced as a whole.
 */
final class EffectiveJson {
    private final List<Map<String, Object>> values = new ArrayList<>();

    private EffectiveJson() { }

    static String of(Shown tree, Optional<String> environment) {
        var json = new EffectiveJson();
        json.add("", tree);
        var all = new LinkedHashMap<String, Object>();
        all.put("environment", environment.orElse(""));
        all.put("config", tree.plain());
        all.put("values", json.values);
        return Json.writePretty(all);
    }

    private void add(String key, Shown value) {
        if (value.isBranch()) {
            value.fields().forEach((name, child) -> add(key.isEmpty() ? name : key + "." + name, child));
            return;
        }
        var origin = value.origin();
        var one = new LinkedHashMap<String, Object>();
        one.put("key", key);
        one.put("value", value.plain());
        one.put("origin", origin.toString());
        one.put("layer", origin.layer());
        one.put("source", origin.place().source());
        one.put("line", origin.place().line());
        one.put("hidden", value.hides());
        values.add(one);
    }
}
