package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an image says of itself, in the words of the OCI specification; what the configuration says goes first. */
final class Labels {
    private static final String PREFIX = "org.opencontainers.image.";
    private static final Duration QUICK = Duration.ofSeconds(20);

    private final ImageConfig config;
    private final String commit;
    private final Ports ports;

    Labels(ImageConfig config, String commit, Ports ports) {
        this.config = config;
        this.commit = commit;
        this.ports = ports;
    }

    /** @param created of the image, where somebody says so: nothing else may make two builds of one commit differ */
    Map<String, String> all(Optional<Instant> created) throws InterruptedException {
        var labels = new TreeMap<>(config.labels());
        put(labels, "revision", Optional.of(commit));
        put(labels, "version", config.version());
        put(labels, "created", created.map(Instant::toString));
        if (!labels.containsKey(PREFIX + "source")) {
            put(labels, "source", config.source().isPresent() ? config.source() : remote());
        }
        return labels;
    }

    private static void put(Map<String, String> labels, String name, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> labels.putIfAbsent(PREFIX + name, text));
    }

    /** Of the workspace; of an address only what holds no name and no password. */
    private Optional<String> remote() throws InterruptedException {
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        try {
            var said = ports.commands().run(Command.of(ports.workspace().root(), QUICK, "git", "config", "--get", "remote.origin.url"));
            return said.exitCode() == 0 ? address(said.output().strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no git: nobody says where the source is
        }
    }

    static Optional<String> address(String remote) {
        try {
            var scp = remote.matches("[^/:@]+@[^/:]+:.+") ? "ssh://" + remote.replaceFirst(":", "/") : remote;
            var uri = URI.create(scp);
            boolean known = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) || "ssh".equals(uri.getScheme());
            if (!known || uri.getHost() == null) {
                return Optional.empty();
            }
            return Optional.of(uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
