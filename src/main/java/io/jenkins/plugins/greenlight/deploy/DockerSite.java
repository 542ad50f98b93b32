package io.jenkins.plugins.greenlight.deploy;

/**
 * How releases run on a Docker Engine.
 *
 * @param host        where the engine listens: {@code unix:///PATH} or {@code tcp://HOST:PORT}
 * @param port        where a release listens inside its container, given to it as {@code PORT}
 * @param bind        the host's address at which the slots' ports are published
 * @param memoryBytes what a container may use, swap included; 0 for no limit
 * @param network     the Docker network it joins; empty for the engine's own
 * @param user        whom it runs as, as {@code USER[:GROUP]}; empty for what the image says
 */
public record DockerSite(String host, int port, String bind, long memoryBytes, String network, String user) {
    public static final DockerSite USUAL = new DockerSite("unix:///var/run/docker.sock", 8080, "127.0.0.1", 0, "", "");
}
