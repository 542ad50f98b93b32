package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on with a deployment whose engine died; tells how the last one ended when none did. */
@Command(mixinStandardHelpOptions = true, description = "Goes on with a deployment whose engine died; tells how the last one ended when none did.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin private EnvironmentWork environment;

    @Override public Integer call() throws Exception {
        return environment.run(opening -> opening.open().resume());
    }
}
