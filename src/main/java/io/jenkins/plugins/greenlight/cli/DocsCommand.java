package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.Reference;
import io.jenkins.plugins.greenlight.config.Schema;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can stand in greenlight.yaml. */
@Command(mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Prints an example of greenlight.yaml with every key and comments; with KEY, what there is to know of that one.",
            "", "  greenlight docs > greenlight.yaml", "  greenlight docs production.watch",
            "  greenlight docs --schema > greenlight.schema.json"})
final class DocsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ArgGroup private What what = new What();

    /** One of them at the most. */
    private static final class What {
        @Parameters(arity = "0..1", paramLabel = "KEY", description = "Such as production.watch or loadTest.requests.")
        private String key;

        @Option(names = "--schema", description = "The JSON Schema that the file is held to, for editors.")
        private boolean schema;

        @Option(names = "--markdown", description = "The reference of all keys, as a page.")
        private boolean markdown;
    }

    @Override public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(text());
        out.flush();
        return 0;
    }

    private String text() {
        if (what.schema) {
            return Schema.resource(Schema.NAME);
        }
        return what.markdown ? Reference.markdown()
                : Optional.ofNullable(what.key).map(Reference::of).orElseGet(() -> Schema.resource("greenlight.example.yaml"));
    }
}
