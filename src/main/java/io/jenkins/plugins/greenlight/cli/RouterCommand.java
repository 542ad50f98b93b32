package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is done to a router of the site's own. */
@Command(mixinStandardHelpOptions = true, subcommands = RouterInitCommand.class, synopsisSubcommandLabel = "COMMAND",
        description = "Sets up HAProxy as the router.")
final class RouterCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing a command. Expected: greenlight router init.");
    }
}
