package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How registries are spoken to, as the configuration says it. Holds references to secrets, never one.
 *
 * @param accounts     for registries by name; one that is not among them is looked for in the Docker configuration
 * @param dockerConfig a {@code config.json} as Docker writes it; empty for none: whoever is in neither is asked anonymously
 * @param insecure     registries, as {@link ImageName#registry()}, that are spoken to without TLS; nobody else ever is
 * @param ca           certificates in PEM of authorities that are trusted beside Java's own
 * @param attempts     how often a request is made at most, 1 to 20
 * @param timeout      for how long no byte may move before a request is given up, 1 ms to 1 h; a large upload may take any time
 */
public record RegistryAccess(List<Account> accounts, Optional<Path> dockerConfig, Set<String> insecure, Optional<Path> ca, int attempts,
                             Duration timeout) {
    public static final int DEFAULT_ATTEMPTS = 5;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Everybody's, over TLS; below what it is checked with. */
    public static final RegistryAccess ANONYMOUS = new RegistryAccess(List.of(), Optional.empty(), Set.of(), Optional.empty(),
            DEFAULT_ATTEMPTS, DEFAULT_TIMEOUT);

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

    boolean insecure(String registry) {
        return insecure.contains(registry);
    }

    Optional<Account> account(String registry) {
        return accounts.stream().filter(account -> account.registry().equals(registry)).findFirst();
    }
}
