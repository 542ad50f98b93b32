package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.Migration;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code migration} of {@code staging} and {@code production}. */
final class MigrationReader {
    private MigrationReader() { }

    /** @param site where the environment keeps what it has */
    static Migration read(Section section, DeploySite site) {
        var level = section.required("level", "", Node::text);
        var programs = new EnumMap<Migration.Step, List<String>>(Migration.Step.class);
        for (var step : Migration.Step.values()) {
            section.optional(step.word(), argv -> argv.items().stream().map(Node::text).toList())
                    .ifPresent(argv -> programs.put(step, argv));
        }
        var secrets = section.texts("secrets");
        if (!secrets.isEmpty() && site.secrets().isEmpty()) {
            section.note("secrets", "names secrets, and nobody says where they are. Expected secretsFolder beside migration.");
        }
        together(section);
        var backupFolder = section.optional("backupFolder", Node::text).orElse("");
        if (programs.containsKey(Migration.Step.BACKUP) && backupFolder.isEmpty() && site.folder().isEmpty()
                && PostgresUrl.isMeant(site.state())) {
            section.note("backup", "has no folder to go to, for the state is a database. Expected backupFolder beside it, for"
                    + " example"
                    + " backupFolder: /var/backups/greenlight");
        }
        return new Migration(level, programs, new ReleaseConfig(section.texts("environment"), Map.of(),
                secrets),
                section.value("timeout", Quantities::duration),
                backupFolder,
                section.value("keepBackups", Quantities::whole));
    }

    private static void together(Section section) {
        if (Arrays.stream(Migration.Step.values()).noneMatch(step -> section.has(step.word()))) {
            section.note("expand", "is missing: nothing would be done. Expected at least one of expand, contract and revert,"
                    + " for example"
                    + " expand: [psql, -1, -f, db/expand.sql]");
        }
        if (section.has("backup") != section.has("restore")) {
            section.note(section.has("backup") ? "backup" : "restore", "stands alone. Expected backup"
                    + " and restore: a"
                    + " backup counts only after it was restored elsewhere and compared.");
        }
        if (section.has("revert") && !section.has("backup")) {
            section.note("revert", "is given without backup and restore. Expected both: nothing is reverted without a fresh"
                    + " backup.");
        }
    }
}
