package io.jenkins.plugins.greenlight.deploy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done to the schema of the data that releases share: programs of the user's, each an argument list.
 *
 * @param level        what the schema is once {@code expand} has run, in the user's words; a new one for each new migration
 * @param programs     by step; those left out are not in it
 * @param own          what the programs see beside what the release sees, and before it; no files
 * @param timeout      of each program, and how long one that an earlier engine left running is waited for
 * @param backupFolder where backups go; empty for a folder in the state's
 * @param keep         how many good backups are kept, 1 and up
 */
public record Migration(String level, Map<Step, List<String>> programs, ReleaseConfig own, Duration timeout, String backupFolder,
                        int keep) {
    /** What a program may be for. */
    public enum Step {
        /** Adds what the new release needs and keeps what the live one needs. */
        EXPAND,
        /** Says where a step stands. */
        STATUS,
        /** Takes away what only older releases needed. Irreversible. */
        CONTRACT,
        /** Takes away what {@link #EXPAND} added. */
        REVERT,
        /** Copies the data into {@code GREENLIGHT_BACKUP_DIR}. */
        BACKUP,
        /** Restores that copy elsewhere and compares. */
        RESTORE;

        /** As it stands in the configuration and in {@code GREENLIGHT_STEP}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Migration {
        var copied = new EnumMap<Step, List<String>>(Step.class);
        programs.forEach((step, argv) -> copied.put(step, List.copyOf(argv)));
        programs = java.util.Collections.unmodifiableMap(copied);
    }

    /** Program and arguments; empty when there is none for this step. */
    public Optional<List<String>> program(Step step) {
        return Optional.ofNullable(programs.get(step));
    }

    boolean has(Step step) {
        return programs.containsKey(step);
    }

    /** For a release that comes back: the schema is not touched, and what it needs was never taken away. */
    Migration withoutExpand() {
        var rest = new HashMap<>(programs);
        rest.remove(Step.EXPAND);
        return new Migration(level, rest, own, timeout, backupFolder, keep);
    }
}
