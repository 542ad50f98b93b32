package io.jenkins.plugins.greenlight.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The record that shows when it was changed afterwards. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "The record of every step with its actor, in which each line holds the hash of the one before.")
final class AuditCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing what to do with the audit. Expected: verify");
    }
}
