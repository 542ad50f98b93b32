package io.jenkins.plugins.greenlight.deploy;

import java.util.Optional;

/**
 * Who sends users to a slot.
 *
 * @param port    where users come in, on 127.0.0.1
 * @param admin   where the embedded router is told, on 127.0.0.1; 0 where it is another's work
 * @param haproxy who does it instead; empty for the embedded router
 */
public record RouterSite(int port, int admin, Optional<HaproxySite> haproxy) {
    public RouterSite(int port, int admin) {
        this(port, admin, Optional.empty());
    }

    public static RouterSite of(HaproxySite haproxy) {
        return new RouterSite(haproxy.port(), 0, Optional.of(haproxy));
    }
}
