package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Ports;
import java.util.function.Predicate;

/**
 * One environment of one application, with all that deploys to it.
 *
 * @param holder who we are, for the lease and the audit
 * @param alive  whether another holder on this host still runs
 * @param stop   asked by whoever wants this engine to end
 * @param evidence who else measures candidates
 */
public record Target(String app, String environment, Runtime runtime, Router router, StateStore store, Ports ports,
                     Holder holder, Predicate<Holder> alive, Crashpoint crashpoint, StopSignal stop, Evidence evidence) {
    /** Nobody else measures. */
    public Target(String app, String environment, Runtime runtime, Router router, StateStore store, Ports ports, Holder holder,
                  Predicate<Holder> alive, Crashpoint crashpoint, StopSignal stop) {
        this(app, environment, runtime, router, store, ports, holder, alive, crashpoint, stop, Evidence.NONE);
    }

    public Target with(Evidence other) {
        return new Target(app, environment, runtime, router, store, ports, holder, alive, crashpoint, stop, other);
    }
}
