package io.jenkins.plugins.greenlight.deploy;

import java.time.Duration;

/** Somebody else deploys to this environment. */
public final class LeaseHeldException extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseHeldException(Lease lease, String location, Duration left) {
        super("Another deployment holds the lease in " + location + ": " + lease.holder() + ", epoch " + lease.epoch()
                + ", last heartbeat " + lease.heartbeat() + ". Wait for it to end; if its process is dead elsewhere, the lease is free in "
                + Math.max(1, left.toSeconds()) + " s.");
    }
}
