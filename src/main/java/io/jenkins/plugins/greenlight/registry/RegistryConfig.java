package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Credential;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How registries are spoken to.
 *
 * @param login        for the registry that is pushed to; empty for what the Docker configuration has, or nobody
 * @param dockerConfig a {@code config.json} with credentials or their helpers, from the root on; empty for none
 * @param insecure     registries, {@code HOST} or {@code HOST:PORT}, that are spoken to in plain HTTP; all others in HTTPS
 * @param caFile       PEM, from the root on or in the workspace: whose certificates are trusted beside the usual ones; empty for none
 * @param attempts     how often a request is made before it is given up, 1 or more
 * @param timeout      without any progress
 */
public record RegistryConfig(Optional<Login> login, Optional<String> dockerConfig, Set<String> insecure, Optional<String> caFile,
                             int attempts, Duration timeout) {
    public static final RegistryConfig USUAL = new RegistryConfig(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), 5,
            Duration.ofSeconds(60));

    public RegistryConfig {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(dockerConfig, "dockerConfig");
        insecure = Set.copyOf(insecure);
        Objects.requireNonNull(caFile, "caFile");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** @param password where it is to be had, never itself */
    public record Login(String user, Credential password) { }
}
