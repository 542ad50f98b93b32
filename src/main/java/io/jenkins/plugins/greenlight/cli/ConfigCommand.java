package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.report.Ending;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run would go by. */
@Command(mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints the configuration that a run would go by, all layers in one, and where each value stands."
        + " Secrets are hidden; the rest reads back as the same. Exits 2 with all that is wrong with it.")
final class ConfigCommand implements Callable<Integer> {
    @Mixin private WorkspaceOptions workspace;

    @Option(names = "--json",
            description = "For programs: {environment, config, values: [{key, value, origin, layer, source, line, hidden}]}.")
    private boolean json;

    /** In UTF-8 whatever the terminal is set to: what is printed is to be read again. */
    @Override public Integer call() throws Exception {
        var effective = workspace.effective();
        System.out.write((json ? effective.json() : effective.yaml()).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        return Ending.DELIVERED.exitCode();
    }
}
