package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Settings as JSON: they stand in the journal, so that a deployment can be resumed without the workspace. */
final class SettingsJson {
    private SettingsJson() { }

    static Map<String, Object> write(DeploySettings settings) {
        var map = new LinkedHashMap<String, Object>();
        map.put("target", settings.target());
        var slots = new TreeMap<String, Object>();
        settings.slots().forEach((slot, port) -> slots.put(slot.word(), port));
        map.put("slots", slots);
        map.put("routerPort", settings.routerPort());
        map.put("adminPort", settings.adminPort());
        map.put("health", health(settings.health()));
        map.put("smoke", settings.smoke());
        map.put("watch", watch(settings.watch()));
        map.put("environment", new TreeMap<>(settings.environment()));
        map.put("releaseHeader", settings.releaseHeader());
        map.put("drainMillis", settings.drainTimeout().toMillis());
        map.put("graceMillis", settings.grace().toMillis());
        map.put("state", settings.state());
        if (!settings.folder().isEmpty()) {
            map.put("folder", settings.folder());
        }
        return map;
    }

    static DeploySettings read(Node node) {
        var slots = new EnumMap<Slot, Integer>(Slot.class);
        node.get("slots").fields().forEach((slot, port) -> slots.put(Slot.of(slot), (int) port.integer()));
        var environment = new TreeMap<String, String>();
        node.get("environment").fields().forEach((name, value) -> environment.put(name, value.text()));
        var health = node.get("health");
        var watch = node.get("watch");
        return new DeploySettings(node.get("target").text(), slots, (int) node.get("routerPort").integer(),
                (int) node.get("adminPort").integer(),
                new DeploySettings.Health(health.get("path").text(), (int) health.get("consecutive").integer(),
                        millis(health, "intervalMillis"), millis(health, "deadlineMillis")),
                node.get("smoke").items().stream().map(Node::text).toList(),
                new DeploySettings.Watch(millis(watch, "durationMillis"), millis(watch, "intervalMillis"),
                        (int) watch.get("minSamples").integer(), new Expectations(watch.get("checks").items().stream()
                        .map(Node::text).map(Expectation::parse).toList())),
                environment, node.get("releaseHeader").text(), millis(node, "drainMillis"), millis(node, "graceMillis"),
                node.get("state").text(), node.find("folder").map(Node::text).orElse(""));
    }

    private static Map<String, Object> health(DeploySettings.Health health) {
        var map = new LinkedHashMap<String, Object>();
        map.put("path", health.path());
        map.put("consecutive", health.consecutive());
        map.put("intervalMillis", health.interval().toMillis());
        map.put("deadlineMillis", health.deadline().toMillis());
        return map;
    }

    private static Map<String, Object> watch(DeploySettings.Watch watch) {
        var map = new LinkedHashMap<String, Object>();
        map.put("durationMillis", watch.duration().toMillis());
        map.put("intervalMillis", watch.interval().toMillis());
        map.put("minSamples", watch.minSamples());
        map.put("checks", watch.checks().all().stream().map(Expectation::text).toList());
        return map;
    }

    private static Duration millis(Node node, String key) {
        return Duration.ofMillis(node.get(key).integer());
    }
}
