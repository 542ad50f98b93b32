package io.jenkins.plugins.greenlight.deploy;

/** The engine dies here: no catch in it may see this. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where);
    }
}
