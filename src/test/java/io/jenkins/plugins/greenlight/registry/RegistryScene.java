package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.local.LocalWorkspace;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks to real registries; waits between attempts are noted and take no time. */
final class RegistryScene {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    final Map<String, String> variables = new HashMap<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<RegistryAccess.Account> accounts = new ArrayList<>();
    final Set<String> insecure = new HashSet<>();
    Optional<Path> dockerConfig = Optional.empty();
    Optional<Path> ca = Optional.empty();
    int attempts = 4;
    Duration timeout = Duration.ofSeconds(60);
    private final Path folder;
    private volatile Instant now = NOW;
    private volatile Happening happening = () -> { };

    RegistryScene(Path folder) {
        this.folder = folder;
    }

    /** Plain HTTP may be spoken to this one. */
    RegistryScene insecure(String registry) {
        insecure.add(registry);
        return this;
    }

    RegistryScene account(String registry, String user, String password) {
        variables.put("REGISTRY_PASSWORD", password);
        accounts.add(new RegistryAccess.Account(registry, PlainOrSecret.of(user), Credential.parse("${REGISTRY_PASSWORD}")
                .orElseThrow()));
        return this;
    }

    RegistryAccess access() {
        return new RegistryAccess(accounts, dockerConfig, insecure, ca, attempts, timeout);
    }

    Registry registry() throws IOException {
        return new Registry(access(), ports());
    }

    interface Happening {
        void come() throws Exception;
    }

    /** Comes while somebody waits. */
    void beforePause(Happening what) {
        happening = what;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    Ports ports() {
        var commands = new LocalCommands();
        return new Ports(commands, new LocalDaemons(), new LocalWorkspace(folder, commands), null, new Log() {
            @Override public void info(String line) {
                log.add(line);
            }

            @Override public void warn(String line) {
                log.add(line);
                warnings.add(line);
            }
        }, new Steered(), duration -> {
            pauses.add(duration);
            passes(duration);
            try {
                happening.come();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, name -> Optional.ofNullable(variables.get(name)));
    }

    private final class Steered extends Clock {
        @Override public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override public Instant instant() {
            return now;
        }
    }
}
