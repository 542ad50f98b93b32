package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on with a deployment whose engine died; tells how the last one ended when none did. */
@Command(mixinStandardHelpOptions = true, description = "Goes on with a deployment whose engine died; tells how the last one ended when none did.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin private EnvironmentWork environment;

    @Option(names = "--run", paramLabel = "NONCE",
            description = "Tell of no deployment but the one that the run with this nonce began; an ERROR when it began none.")
    private String run;

    @Override public Integer call() throws Exception {
        return environment.run(opening -> {
            if (run == null) {
                return opening.open().resume();
            }
            if (run.isBlank()) {
                throw new BadInputException("--run is empty. Expected the nonce that was given to a run.");
            }
            return opening.open().resume(run);
        });
    }
}
