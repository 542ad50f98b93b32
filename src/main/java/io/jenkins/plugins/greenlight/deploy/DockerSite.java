package io.jenkins.plugins.greenlight.deploy;

/**
 * A Docker Engine that runs releases as containers.
 *
 * @param host        {@code unix:///…} or {@code tcp://…}
 * @param port        where a release listens inside its container
 * @param bind        the address of the host at which a slot's port is published
 * @param memoryBytes a container may have; 0 for no limit
 * @param network     of the engine; empty for its default
 * @param user        of the process inside, as in {@code 1000:1000}; empty for the image's
 */
public record DockerSite(String host, int port, String bind, long memoryBytes, String network, String user) {
    /** The engine of this host, with its ports on 127.0.0.1. */
    public static final DockerSite DEFAULT = new DockerSite("unix:///var/run/docker.sock", 8080, "127.0.0.1", 0, "", "");
}
