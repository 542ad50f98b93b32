package io.jenkins.plugins.greenlight.cli;

import picocli.CommandLine.Option;

/** Whether the result is wanted as a document. */
final class JsonOption {
    static final String NAME = "--json";

    @Option(names = NAME, order = 8, description = "Print the result as one JSON document, and the log to the standard error.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
