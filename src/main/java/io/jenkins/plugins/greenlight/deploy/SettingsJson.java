package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Settings as JSON: they stand in the journal, so that a deployment can be resumed without the workspace. */
final class SettingsJson {
    private SettingsJson() { }

    static Map<String, Object> write(DeploySettings settings) {
        var map = new LinkedHashMap<String, Object>();
        SiteJson.write(settings.site(), map);
        map.put("health", health(settings.health()));
        map.put("smoke", settings.smoke());
        map.put("watch", WatchJson.write(settings.watch()));
        config(settings.config(), map);
        map.put("releaseHeader", settings.releaseHeader());
        map.put("drainMillis", settings.drainTimeout().toMillis());
        map.put("graceMillis", settings.grace().toMillis());
        settings.migration().ifPresent(migration -> map.put("migration", MigrationJson.write(migration)));
        return map;
    }

    static DeploySettings read(Node node) {
        var health = node.get("health");
        var watch = node.get("watch");
        return new DeploySettings(SiteJson.read(node),
                new DeploySettings.Health(health.get("path").text(), (int) health.get("consecutive").integer(),
                        millis(health, "intervalMillis"), millis(health, "deadlineMillis"),
                        health.find("body").map(Node::text).orElse(""), SiteJson.texts(health, "headers")),
                node.get("smoke").items().stream().map(Node::text).toList(),
                WatchJson.read(watch),
                new ReleaseConfig(SiteJson.texts(node.get("environment")), SiteJson.texts(node, "files"), SiteJson.texts(node, "secrets")),
                node.get("releaseHeader").text(), millis(node, "drainMillis"), millis(node, "graceMillis"),
                node.find("migration").map(MigrationJson::read));
    }

    private static void config(ReleaseConfig config, Map<String, Object> map) {
        map.put("environment", new TreeMap<>(config.environment()));
        map.put("files", new TreeMap<>(config.files()));
        map.put("secrets", new TreeMap<>(config.secrets()));
    }

    private static Map<String, Object> health(DeploySettings.Health health) {
        var map = new LinkedHashMap<String, Object>();
        map.put("path", health.path());
        map.put("consecutive", health.consecutive());
        map.put("intervalMillis", health.interval().toMillis());
        map.put("deadlineMillis", health.deadline().toMillis());
        map.put("body", health.body());
        map.put("headers", new TreeMap<>(health.headers()));
        return map;
    }

    private static Duration millis(Node node, String key) {
        return Duration.ofMillis(node.get(key).integer());
    }
}
