package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /**
     * @param own       the registry that the login is for; empty for none
     * @param workspace where a file is that is not named from the root on
     * @throws IOException when a file lies outside the workspace
     */
    public RegistryAccess access(Optional<ImageName> own, Workspace workspace) throws IOException {
        var accounts = login.isPresent() && own.isPresent() ? List.of(new RegistryAccess.Account(own.get().registry(),
                PlainOrSecret.of(login.get().user()), login.get().password())) : List.<RegistryAccess.Account>of();
        return new RegistryAccess(accounts, dockerConfig.map(Path::of), insecure,
                caFile.isPresent() ? Optional.of(workspace.resolve(caFile.get())) : Optional.empty(), attempts, timeout);
    }

    /** @param password where it is to be had, never itself */
    public record Login(String user, Credential password) { }
}
