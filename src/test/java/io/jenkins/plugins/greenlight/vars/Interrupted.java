package io.jenkins.plugins.greenlight.vars;

/** What a step throws when somebody aborts the build; in Jenkins a FlowInterruptedException. */
final class Interrupted extends InterruptedException {
    private static final long serialVersionUID = 1;

    Interrupted() {
        super("aborted by a person");
    }
}
