package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A backup of the data, which counts only after it was restored elsewhere and compared. */
final class Backup {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern OURS = Pattern.compile("\\d{8}T\\d{6}Z-[a-z0-9-]+");
    /** Beside a good backup's folder: what {@code sha256sum -c} reads. */
    private static final String SUMS = ".sha256";

    private final Target target;
    private final Logbook log;
    private final Plan plan;
    private final Migration migration;
    private final SchemaPrograms programs;

    /** @param plan of the release whose migration it is */
    Backup(Target target, Logbook log, Plan plan) {
        this.target = target;
        this.log = log;
        this.plan = plan;
        this.migration = plan.settings().migration().orElseThrow();
        this.programs = new SchemaPrograms(target, plan);
    }

    /** Makes one and tries it; nothing when none is configured. Why there is none that counts; empty when there is. */
    Optional<String> make() throws IOException, InterruptedException {
        if (!migration.has(Migration.Step.BACKUP)) {
            return Optional.empty();
        }
        var parent = parent();
        var at = target.ports().clock().instant();
        var folder = parent.resolve(STAMP.format(at) + "-" + log.deployment());
        Files.createDirectories(parent);
        dropUntried(parent);
        Files.createDirectories(folder);
        var made = programs.run(Migration.Step.BACKUP, Migration.Step.BACKUP, directory(folder));
        if (!made.with(0)) {
            return Optional.of("there is no backup: " + made.said() + ". "
                    + Files.getFileStore(parent).getUsableSpace() / (1 << 20)
                    + " MiB are free in " + parent);
        }
        var sums = sums(folder);
        if (sums.isEmpty()) {
            return Optional.of("there is no backup: the program for it left nothing in " + folder + ", which it is given as"
                    + " GREENLIGHT_BACKUP_DIR");
        }
        var restored = programs.run(Migration.Step.RESTORE, Migration.Step.RESTORE, directory(folder));
        if (!restored.with(0)) {
            return Optional.of("the backup in " + folder + " does not count, for it could not be restored and compared: "
                    + restored.said());
        }
        record(folder, at, sums);
        return Optional.empty();
    }

    private void record(Path folder, Instant at, List<String> sums) throws IOException {
        Files.write(folder.resolveSibling(folder.getFileName() + SUMS), sums);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("folder", folder.toString());
        facts.put("files", sums.size());
        facts.put("sha256", Sha256.of(String.join("\n", sums) + "\n"));
        facts.put("madeAt", at.toString());
        facts.put("restored", true);
        var reason = "the backup in " + folder + " was restored elsewhere and compared";
        log.schema(reason, plan.candidate(), plan.slot(),
                new SchemaMark(Migration.Step.BACKUP, SchemaMark.Phase.DONE, migration.level(), facts).facts());
        target.ports().log().info(target.environment() + ": " + reason);
        dropOld(folder.getParent());
    }

    private static Map<String, String> directory(Path folder) {
        return Map.of("GREENLIGHT_BACKUP_DIR", folder.toString());
    }

    private Path parent() {
        if (!migration.backupFolder().isEmpty()) {
            return Path.of(migration.backupFolder()).resolve(target.app()).resolve(target.environment());
        }
        var site = plan.settings().site();
        var root = target.ports().workspace().root();
        return root.resolve(site.folder().isEmpty() ? site.state() : site.folder()).toAbsolutePath().normalize()
                .resolve(target.app()).resolve(target.environment()).resolve("backups");
    }

    /** {@code HEX  path}, sorted, as sha256sum writes it. */
    private static List<String> sums(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var lines = new java.util.ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.add(Sha256.of(file) + "  " + folder.getParent().relativize(file));
            }
            return lines;
        }
    }

    /** What never counted, from earlier tries: kept until now for a look. */
    private static void dropUntried(Path parent) throws IOException {
        for (var folder : ours(parent)) {
            if (!Files.exists(sumsOf(folder))) {
                WholeFolder.delete(folder);
            }
        }
    }

    private void dropOld(Path parent) throws IOException {
        var good = ours(parent);
        for (var folder : good.subList(0, Math.max(0, good.size() - migration.keep()))) {
            WholeFolder.delete(folder);
            Files.deleteIfExists(sumsOf(folder));
        }
    }

    private static Path sumsOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + SUMS);
    }

    /** Oldest first. Only what is named as ours is ever removed. */
    private static List<Path> ours(Path parent) throws IOException {
        try (var folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).filter(folder -> OURS.matcher(folder.getFileName().toString()).matches())
                    .sorted().toList();
        }
    }
}
