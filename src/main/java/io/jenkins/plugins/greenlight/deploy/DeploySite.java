package io.jenkins.plugins.greenlight.deploy;

import java.util.Map;
import java.util.Optional;

/**
 * Where the releases of one environment run, who sends users to them, and where is written down what was done.
 *
 * @param target  what releases run as: {@code process} or {@code docker}
 * @param slots   the port of each slot on its host
 * @param router  who sends users there
 * @param docker  the engine of target {@code docker}; empty for any other
 * @param state   the folder or the PostgreSQL database that holds journal, lease and audit; a folder not inside a workspace
 * @param folder  beside a database, what the target keeps on this host; empty for the folder that is the state
 * @param secrets the folder on this host with a file {@code NAME/VERSION} for each secret; empty for none
 */
public record DeploySite(String target, Map<Slot, Integer> slots, RouterSite router, Optional<DockerSite> docker,
                         String state, String folder, String secrets) {
    /** Of {@code docker}, the name of the target that is a Docker Engine. */
    public static final String DOCKER = "docker";
    /** Of {@code process}, the name of the target that is this host. */
    public static final String PROCESS = "process";

    public DeploySite {
        slots = Map.copyOf(slots);
    }

    /** Whether it is for trying out only: one host's processes, or a router without TLS that nobody restarts. */
    public boolean embedded() {
        return target.equals(PROCESS) || router.haproxy().isEmpty();
    }

    /** With releases at these ports. */
    public DeploySite at(Map<Slot, Integer> ports) {
        return new DeploySite(target, ports, router, docker, state, folder, secrets);
    }

    /** With the state there. */
    public DeploySite in(String place) {
        return new DeploySite(target, slots, router, docker, place, folder, secrets);
    }
}
