package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.Migration;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code migration} of {@code staging} and {@code production}. */
final class MigrationReader {
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private MigrationReader() { }

    /** @param site where the environment keeps what it has */
    static Migration read(Section section, DeploySite site) {
        var level = section.required("level", "level: \"2026-11-28-1\"", "", MigrationReader::level);
        var programs = new EnumMap<Migration.Step, List<String>>(Migration.Step.class);
        for (var step : Migration.Step.values()) {
            section.optional(step.word(), MigrationReader::program).ifPresent(argv -> programs.put(step, argv));
        }
        var secrets = section.texts("secrets", Values::secret);
        if (!secrets.isEmpty() && site.secrets().isEmpty()) {
            section.note("secrets", "names secrets, and nobody says where they are. Expected secretsFolder beside migration.");
        }
        together(section, programs);
        var backupFolder = section.optional("backupFolder", "", Values::folder);
        if (programs.containsKey(Migration.Step.BACKUP) && backupFolder.isEmpty() && site.folder().isEmpty()
                && PostgresUrl.isMeant(site.state())) {
            section.note("backup", "has no folder to go to, for the state is a database. Expected backupFolder beside it, for"
                    + " example"
                    + " backupFolder: /var/backups/greenlight");
        }
        return new Migration(level, programs, new ReleaseConfig(section.texts("environment", Values::ownVariable), Map.of(),
                secrets),
                section.optional("timeout", Duration.ofMinutes(10), Quantities::duration),
                backupFolder,
                section.optional("keepBackups", 3, node -> Quantities.whole(node, 1, 1000)));
    }

    private static void together(Section section, Map<Migration.Step, List<String>> programs) {
        if (Arrays.stream(Migration.Step.values()).noneMatch(step -> section.optional(step.word(), node -> node).isPresent())) {
            section.note("expand", "is missing: nothing would be done. Expected at least one of expand, contract and revert,"
                    + " for example"
                    + " expand: [psql, -1, -f, db/expand.sql]");
        }
        if (programs.containsKey(Migration.Step.BACKUP) != programs.containsKey(Migration.Step.RESTORE)) {
            section.note(programs.containsKey(Migration.Step.BACKUP) ? "backup" : "restore", "stands alone. Expected backup"
                    + " and restore: a"
                    + " backup counts only after it was restored elsewhere and compared.");
        }
        if (programs.containsKey(Migration.Step.REVERT) && !programs.containsKey(Migration.Step.BACKUP)) {
            section.note("revert", "is given without backup and restore. Expected both: nothing is reverted without a fresh"
                    + " backup.");
        }
    }

    private static String level(Node node) {
        return Values.matching(node, LEVEL, "a text in quotes such as \"2026-11-28-1\": letters, digits, dots, dashes and"
                + " underscores");
    }

    /** The first word is looked up in PATH or stands from the root on: later steps run without a workspace. */
    private static List<String> program(Node argv) {
        var items = argv.items();
        if (items.isEmpty()) {
            throw Values.wrong(argv, "a program and its arguments, such as [psql, -1, -f, db/expand.sql]");
        }
        var program = Values.text(items.get(0));
        if (program.contains("/") && !program.startsWith("/")) {
            throw Values.wrong(items.get(0), "a program in PATH, or its path from the root on: it may be run when the"
                    + " workspace is gone");
        }
        return items.stream().map(Values::text).toList();
    }
}
