package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends users back to the previous release, at once and without a rebuild. */
@Command(mixinStandardHelpOptions = true, description = "Sends users back to the previous release, at once and without a rebuild.")
final class RollbackCommand implements Callable<Integer> {
    @Mixin private EnvironmentWork environment;

    @Override public Integer call() throws Exception {
        return environment.run(opening -> opening.open().rollback());
    }
}
