package io.jenkins.plugins.greenlight.deploy;

import java.time.Instant;

/** Somebody else deploys to this environment. */
public final class LeaseHeldException extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseHeldException(Lease lease, String location, Instant now) {
        super("Another deployment holds the lease in " + location + ": " + lease.holder() + ", epoch " + lease.epoch()
                + ", last heartbeat " + lease.heartbeat() + ". " + advice(lease, now));
    }

    private static String advice(Lease lease, Instant now) {
        long ahead = lease.ahead(now).toSeconds();
        return ahead > 0 ? "That is " + ahead + " s ahead of the clock here, which says " + now
                + ". Set the clock that is wrong; when that"
                + " process is gone for certain: greenlight unlock"
                : "Wait for it to end; if its process is dead elsewhere, the lease is free in "
                + Math.max(1, lease.left(now).toSeconds()) + " s.";
    }
}
