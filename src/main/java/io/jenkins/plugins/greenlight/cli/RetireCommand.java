package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the previous release, which was kept running for a rollback. */
@Command(mixinStandardHelpOptions = true,
        description = "Stops the previous release, which was kept running for a rollback. From then on there is no way back.")
final class RetireCommand implements Callable<Integer> {
    @Mixin private EnvironmentWork environment;

    @Override public Integer call() throws Exception {
        return environment.run(opening -> opening.open().retire());
    }
}
