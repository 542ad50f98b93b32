package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A migration as JSON, among the settings in the journal: contract and revert come when no workspace is there any more. */
final class MigrationJson {
    private MigrationJson() { }

    static Map<String, Object> write(Migration migration) {
        var map = new LinkedHashMap<String, Object>();
        map.put("level", migration.level());
        migration.programs().forEach((step, argv) -> map.put(step.word(), argv));
        map.put("environment", new TreeMap<>(migration.own().environment()));
        map.put("secrets", new TreeMap<>(migration.own().secrets()));
        map.put("timeoutMillis", migration.timeout().toMillis());
        map.put("backupFolder", migration.backupFolder());
        map.put("keepBackups", migration.keep());
        return map;
    }

    static Migration read(Node node) {
        var programs = new EnumMap<Migration.Step, List<String>>(Migration.Step.class);
        for (var step : Migration.Step.values()) {
            node.find(step.word()).ifPresent(argv -> programs.put(step, argv.items().stream().map(Node::text).toList()));
        }
        return new Migration(node.get("level").text(), programs,
                new ReleaseConfig(SiteJson.texts(node, "environment"), Map.of(), SiteJson.texts(node, "secrets")),
                Duration.ofMillis(node.get("timeoutMillis").integer()), node.get("backupFolder").text(),
                (int) node.get("keepBackups").integer());
    }
}
