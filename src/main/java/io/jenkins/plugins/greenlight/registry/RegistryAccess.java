package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How registries are spoken to: {@link RegistryConfig}, its files found. Holds references to secrets, never one.
 *
 * @param accounts     for registries by name; one that is not among them is looked for in the Docker configuration
 * @param dockerConfig a {@code config.json} as Docker writes it; empty for none: whoever is in neither is asked anonymously
 * @param insecure     registries, as {@link ImageName#registry()}, that are spoken to without TLS; nobody else ever is
 * @param ca           certificates in PEM of authorities that are trusted beside Java's own
 * @param attempts     how often a request is made at most, 1 to 20
 * @param timeout      for how long no byte may move before a request is given up, 1 ms to 1 h; a large upload may take any time
 */
public record RegistryAccess(List<Account> accounts, Optional<Path> dockerConfig, Set<String> insecure, Optional<Path> ca,
        int attempts,
                             Duration timeout) {
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Everybody's, over TLS; below what it is checked with. */
    public static final RegistryAccess ANONYMOUS = new RegistryAccess(List.of(), Optional.empty(), Set.of(), Optional.empty(),
            RegistryConfig.USUAL.attempts(), RegistryConfig.USUAL.timeout());

    /** @param registry as {@link ImageName#registry()} */
    public record Account(String registry, PlainOrSecret username, Credential password) { }

    public RegistryAccess {
        accounts = List.copyOf(accounts);
        insecure = Set.copyOf(insecure);
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(attempts + " attempts to reach a registry. Expected 1 to " + MOST_ATTEMPTS + ".");
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A timeout of " + timeout + " for a registry. Expected 1 ms to 1 h.");
        }
    }

    /**
     * @param pushed    that the configuration's user is for; empty where nothing is pushed: then that user is told to nobody
     * @param workspace where a relative file with authorities is
     * @throws IOException when it is outside of the workspace
     */
    public static RegistryAccess of(RegistryConfig config, Optional<ImageName> pushed, Workspace workspace) throws IOException {
        var account = pushed.flatMap(name -> config.login().map(login ->
                new Account(name.registry(), PlainOrSecret.of(login.user()), login.password())));
        var insecure = config.insecure().stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new RegistryAccess(account.stream().toList(), config.dockerConfig().map(Path::of), insecure,
                config.caFile().isPresent() ? Optional.of(workspace.resolve(config.caFile().get())) : Optional.empty(),
                config.attempts(), config.timeout());
    }

    boolean insecure(String registry) {
        return insecure.contains(registry);
    }

    Optional<Account> account(String registry) {
        return accounts.stream().filter(account -> account.registry().equals(registry)).findFirst();
    }
}
