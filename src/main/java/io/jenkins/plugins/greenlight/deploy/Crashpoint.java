package io.jenkins.plugins.greenlight.deploy;

/** Told of every moment at which the engine could die and must be able to resume. */
@FunctionalInterface
public interface Crashpoint {
    Crashpoint NONE = (moment, state) -> { };

    /** Around one state: its journal entry, then its act. */
    enum Moment { BEFORE_ENTRY, AFTER_ENTRY, AFTER_ACT }

    void reached(Moment moment, DeployState state) throws InterruptedException;
}
