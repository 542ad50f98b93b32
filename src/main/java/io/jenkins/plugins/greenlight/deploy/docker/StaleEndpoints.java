package io.jenkins.plugins.greenlight.deploy.docker;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;

/**
 * Ports that an engine keeps for containers it never started: killed in the middle of a start it restores their addresses and
 * publishes their ports when it is back, and removing the container does not end that (measured with 20.10).
 */
record StaleEndpoints(DockerEngine engine, Containers containers, Owner owner, String network) {
    /** Takes away those of this owner that belong to no container. @return whether there were any */
    boolean remove() throws IOException {
        var id = network.isEmpty() ? "bridge" : network;
        var there = new HashSet<String>();
        containers.all().forEach(seen -> there.add(seen.container()));
        var endpoints = Optional.ofNullable(engine.read("look at network " + id, client -> client.inspectNetworkCmd().withNetworkId(id).exec())
                .getContainers());
        boolean any = false;
        for (var endpoint : endpoints.map(all -> all.values()).orElse(java.util.List.of())) {
            var name = String.valueOf(endpoint.getName());
            if (name.startsWith(owner.container("x").replaceFirst("x$", "")) && !there.contains(name)) {
                engine.act("free the port of " + name, client -> client.disconnectFromNetworkCmd().withNetworkId(id).withContainerId(name)
                        .withForce(true).exec());
                any = true;
            }
        }
        return any;
    }
}
