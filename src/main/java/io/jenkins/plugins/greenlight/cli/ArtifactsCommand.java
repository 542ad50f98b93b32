package io.jenkins.plugins.greenlight.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The files that a run made or judged. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "The files that a run made or judged: what they were, and whether they still are.")
final class ArtifactsCommand implements Runnable {
    @Spec private CommandSpec spec;

    static CommandLine line() {
        return new CommandLine(new ArtifactsCommand()).addSubcommand("list", new ArtifactsListCommand())
                .addSubcommand("verify", new ArtifactsVerifyCommand());
    }

    @Override public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(),
                "Missing what to do with the artifacts. Expected: list or verify");
    }
}
