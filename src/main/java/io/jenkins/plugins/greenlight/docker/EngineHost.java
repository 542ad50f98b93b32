package io.jenkins.plugins.greenlight.docker;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a Docker Engine listens: {@code unix:///var/run/docker.sock} or {@code tcp://host:port}. */
record EngineHost(URI address) {
    /** @throws IllegalArgumentException for anything else */
    static EngineHost of(String text) {
        try {
            var address = new URI(text);
            var scheme = String.valueOf(address.getScheme());
            boolean socket = scheme.equals("unix") && address.getPath() != null && address.getPath().startsWith("/")
                    && address.getAuthority() == null;
            boolean network = scheme.equals("tcp") && address.getHost() != null && address.getPort() > 0;
            if (socket || network) {
                return new EngineHost(address);
            }
        } catch (URISyntaxException e) {
            throw refused(text, e);
        }
        throw refused(text, null);
    }

    private static IllegalArgumentException refused(String text, Exception cause) {
        return new IllegalArgumentException("\"" + text + "\" is no place of a Docker Engine. Expected unix:///var/run/docker.sock or"
                + " tcp://HOST:PORT.", cause);
    }

    boolean isSocket() {
        return address.getScheme().equals("unix");
    }

    /** Why nobody can be reached here, as far as files show it; empty when they do not. */
    Optional<String> problem() {
        if (!isSocket()) {
            return Optional.empty();
        }
        var socket = Path.of(address.getPath());
        if (!Files.isReadable(socket.getParent()) && !Files.exists(socket) || Files.exists(socket) && !Files.isWritable(socket)) {
            return Optional.of("This user (" + System.getProperty("user.name") + ") may not write to the Docker Engine's socket " + socket
                    + ". Expected the right to: add the user to the group that owns the socket, which makes it as mighty as root.");
        }
        if (!Files.exists(socket)) {
            return Optional.of("There is no Docker Engine: the socket " + socket + " does not exist. Expected an engine that runs."
                    + " Start it, or correct the configured docker host.");
        }
        return Optional.empty();
    }

    @Override public String toString() {
        return address.toString();
    }
}
