package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.local.LocalWorkspace;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A workspace with keys, and what is started in it noted. */
final class SigningScene {
    final Path workspace;
    final Path scratch;
    final Map<String, String> variables = new HashMap<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<Command> started = new CopyOnWriteArrayList<>();
    /** Permissions and contents of the Docker configuration at each start that had one. */
    final List<String> dockerConfigs = new CopyOnWriteArrayList<>();
    final List<RegistryAccess.Account> accounts = new ArrayList<>();
    final Map<String, String> annotations = new HashMap<>();
    Optional<String> key = Optional.of("release.key");
    Optional<String> publicKey = Optional.of("release.pub");
    Optional<Credential> password = Credential.parse("${KEY_PASSWORD}");
    Optional<String> identity = Optional.empty();
    Optional<String> issuer = Optional.empty();
    Optional<Path> ca = Optional.empty();
    Set<String> insecure = Set.of();
    boolean transparencyLog;
    Duration timeout = Duration.ofSeconds(60);
    private final String program;

    /** @param folder that is empty */
    SigningScene(Path folder, String program) throws IOException {
        this.workspace = Files.createDirectories(folder.toRealPath().resolve("workspace"));
        this.scratch = folder.toRealPath().resolve("scratch");
        this.program = program;
        variables.put("PATH", System.getenv("PATH"));
        variables.put("KEY_PASSWORD", RealCosign.PASSWORD);
    }

    SigningScene account(String registry, String user, String password) {
        variables.put("REGISTRY_PASSWORD", password);
        accounts.add(new RegistryAccess.Account(registry, PlainOrSecret.of(user), Credential.parse("${REGISTRY_PASSWORD}")
                .orElseThrow()));
        return this;
    }

    RegistryAccess access() {
        return new RegistryAccess(accounts, Optional.empty(), insecure, ca, 1, Duration.ofSeconds(20));
    }

    Cosign cosign() {
        return new Cosign(new SigningConfig(program, key, password, publicKey, identity, issuer, annotations, transparencyLog,
                true, true, timeout),
                access(), scratch, ports());
    }

    Ports ports() {
        var commands = new LocalCommands();
        return new Ports(this::run, new LocalDaemons(), new LocalWorkspace(workspace, commands), null, new Log() {
            @Override public void info(String line) {
                log.add(line);
            }

            @Override public void warn(String line) {
                log.add(line);
            }
        }, Clock.systemUTC(), duration -> { }, name -> Optional.ofNullable(variables.get(name)));
    }

    private CommandResult run(Command command) throws IOException, InterruptedException {
        started.add(command);
        var folder = command.environment().get("DOCKER_CONFIG");
        if (folder != null) {
            var file = Path.of(folder, "config.json");
            dockerConfigs.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + Files.readString(file));
        }
        return new LocalCommands().run(command);
    }

    /** That nothing is left behind where credentials were. */
    boolean isClean() throws IOException {
        if (!Files.exists(scratch)) {
            return true;
        }
        try (var left = Files.list(scratch)) {
            return left.findAny().isEmpty();
        }
    }
}
