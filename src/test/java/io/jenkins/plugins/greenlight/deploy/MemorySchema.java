package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A schema without a database, and the programs that change it. Outlives the engine. */
final class MemorySchema implements CommandRunner {
    /** What is in the schema now: step and level. */
    final Set<String> applied = new TreeSet<>();
    /** What was run, in order. */
    final List<String> ran = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    /** Exit codes that these end with instead of 0, having done nothing. */
    final Map<Migration.Step, Integer> fails = new EnumMap<>(Migration.Step.class);
    /** Whether a failing one has done all of it nevertheless. */
    boolean failsLate;
    /** The status program says this whatever is true; -1 for the truth. */
    int status = -1;
    /** So often the status program says that it still runs. */
    int running;
    /** The engine dies with the program, before it did anything or after. */
    Migration.Step diesBefore;
    Migration.Step diesAfter;
    /** What happens while a program runs. */
    Runnable meanwhile = () -> { };
    boolean leavesNoBackup;
    /** How often something was done that stood already: a migration repeated. */
    int repeated;

    /** With programs for these steps. */
    static Migration migration(String level, Migration.Step... steps) {
        var programs = new EnumMap<Migration.Step, List<String>>(Migration.Step.class);
        for (var step : steps) {
            programs.put(step, List.of("/bin/true", step.word()));
        }
        return new Migration(level, programs, ReleaseConfig.of(Map.of()), Duration.ofMinutes(10), "", 3);
    }

    @Override public CommandResult run(Command command) throws IOException {
        var step = Migration.Step.valueOf(command.argv().get(1).toUpperCase(java.util.Locale.ROOT));
        commands.add(command);
        if (step == Migration.Step.STATUS) {
            return new CommandResult(status(about(command)), "", "status of " + about(command));
        }
        ran.add(about(command));
        if (step == diesBefore) {
            diesBefore = null;
            throw new SimulatedCrash("before " + step);
        }
        meanwhile.run();
        boolean bad = fails.containsKey(step);
        if (!bad || failsLate) {
            doIt(step, command);
        }
        if (step == diesAfter) {
            diesAfter = null;
            throw new SimulatedCrash("after " + step);
        }
        return new CommandResult(bad ? fails.get(step) : 0, "", bad ? step.word() + " broke" : "");
    }

    private void doIt(Migration.Step step, Command command) throws IOException {
        if (step == Migration.Step.BACKUP) {
            if (!leavesNoBackup) {
                Files.writeString(Path.of(command.environment().get("GREENLIGHT_BACKUP_DIR"), "dump"), "data");
            }
        } else if (step != Migration.Step.RESTORE) {
            repeated += applied.add(about(command)) ? 0 : 1;
            if (step == Migration.Step.REVERT) {
                applied.remove("expand " + command.environment().get("GREENLIGHT_LEVEL"));
            }
        }
    }

    private static String about(Command command) {
        return command.environment().get("GREENLIGHT_STEP") + " " + command.environment().get("GREENLIGHT_LEVEL");
    }

    private int status(String about) {
        if (status >= 0) {
            return status;
        }
        if (running > 0) {
            running--;
            return 11;
        }
        return applied.contains(about) ? 0 : 10;
    }
}
