package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Declares that what the router sends users to now is live. */
@Command(mixinStandardHelpOptions = true, description = "Declares that what the router sends users to now is live. Moves nobody.")
final class AdoptCommand implements Callable<Integer> {
    @Mixin private EnvironmentWork environment;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; stands in journal and audit.")
    private String reason;

    @Override public Integer call() throws Exception {
        return environment.run(opening -> {
            if (reason.isBlank()) {
                throw new BadInputException("--reason is empty. Expected why you know who is live.");
            }
            return opening.open().adopt(reason);
        });
    }
}
