package io.jenkins.plugins.greenlight.deploy;

/** Why a deployment moved as it did. */
public enum Cause {
    /** As planned. */
    PLAN,
    /** The candidate was measured and is bad. */
    GATE,
    /** The candidate could not be measured. */
    UNMEASURED,
    /** The work could not be done. */
    FAULT,
    /** A lock or a missing approval. */
    BLOCKED,
    /** Somebody wanted the engine to end. */
    STOPPED
}
