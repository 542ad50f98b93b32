package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends users back to the previous release, at once and without a rebuild. */
@Command(mixinStandardHelpOptions = true, description = "Sends users back to the previous release, at once and without a"
        + " rebuild.")
final class RollbackCommand implements Callable<Integer> {
    @Mixin private EnvironmentWork environment;

    @Option(names = "--revert-schema", description = "When users are back: make and try a backup, then run migration.revert"
            + " of the release"
            + " they were on. Needs --by.")
    private boolean revertSchema;

    @Option(names = "--by", paramLabel = "NAME", description = "The person who wants the schema reverted; stands in journal"
            + " and audit.")
    private String by;

    @Override public Integer call() throws Exception {
        return environment.run(opening -> {
            if (revertSchema != (by != null) || by != null && by.isBlank()) {
                throw new BadInputException("--revert-schema and --by NAME come together. Expected both, with the name of a"
                        + " person, or neither.");
            }
            return revertSchema ? opening.open().rollbackWithSchema(by.strip()) : opening.open().rollback();
        });
    }
}
