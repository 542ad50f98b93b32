package io.jenkins.plugins.greenlight.deploy;

import java.util.Map;

/**
 * Where the releases of one environment run, who sends users to them, and where is written down what was done.
 *
 * @param target  what releases run as: {@code process} or {@code docker}
 * @param slots   the port of each slot on its host
 * @param router  who sends users there
 * @param state   the folder or the PostgreSQL database that holds journal, lease and audit; a folder not inside a workspace
 * @param folder  beside a database, what the target keeps on this host; empty for the folder that is the state
 * @param secrets the folder on this host with a file {@code NAME/VERSION} for each secret; empty for none
 */
public record DeploySite(String target, Map<Slot, Integer> slots, RouterSite router, String state, String folder, String secrets) {
    public DeploySite {
        slots = Map.copyOf(slots);
    }

    /** With this folder on this host, for what does not go into a database. */
    public DeploySite keeping(String localFolder) {
        return new DeploySite(target, slots, router, state, localFolder, secrets);
    }

    /** With releases at these ports. */
    public DeploySite at(Map<Slot, Integer> ports) {
        return new DeploySite(target, ports, router, state, folder, secrets);
    }

    /** With the state there. */
    public DeploySite in(String place) {
        return new DeploySite(target, slots, router, place, folder, secrets);
    }
}
