package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.parse.Node;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a candidate is watched, as JSON: whoever resumes looks where its predecessor did. */
final class WatchJson {
    private WatchJson() { }

    static Map<String, Object> write(DeploySettings.Watch watch) {
        var map = new LinkedHashMap<String, Object>();
        map.put("durationMillis", watch.duration().toMillis());
        map.put("intervalMillis", watch.interval().toMillis());
        map.put("minSamples", watch.minSamples());
        map.put("checks", watch.checks().all().stream().map(Expectation::text).toList());
        map.put("onUnknown", watch.onUnknown().name().toLowerCase(Locale.ROOT));
        watch.metrics().ifPresent(metrics -> map.put("metrics", write(metrics)));
        return map;
    }

    private static Map<String, Object> write(DeploySettings.Metrics metrics) {
        var map = new LinkedHashMap<String, Object>();
        map.put("url", metrics.url().toString());
        map.put("maxAgeMillis", metrics.maxAge().toMillis());
        map.put("queries", metrics.queries().stream().map(query -> Map.of("name", query.name(), "promql", query.promql(),
                "newest", query.newest(), "unit", query.spelling())).toList());
        return map;
    }

    static DeploySettings.Watch read(Node watch) {
        return new DeploySettings.Watch(millis(watch, "durationMillis"), millis(watch, "intervalMillis"),
                (int) watch.get("minSamples").integer(), new Expectations(watch.get("checks").items().stream()
                .map(Node::text).map(Expectation::parse).toList()), watch.find("metrics").map(WatchJson::metrics),
                watch.find("onUnknown").map(word -> DeploySettings.OnUnknown.valueOf(word.text().toUpperCase(Locale.ROOT)))
                        .orElse(DeploySettings.OnUnknown.HOLD));
    }

    private static DeploySettings.Metrics metrics(Node node) {
        return new DeploySettings.Metrics(URI.create(node.get("url").text()), millis(node, "maxAgeMillis"),
                node.get("queries").items().stream().map(query -> new DeploySettings.Query(query.get("name").text(),
                        query.get("promql").text(), query.get("newest").text(), query.get("unit").text())).toList());
    }

    private static Duration millis(Node node, String key) {
        return Duration.ofMillis(node.get(key).integer());
    }
}
