package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.local.LocalWorkspace;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A workspace with a Dockerfile, and what the builder was made to do in it. */
final class BuildxScene {
    final Map<String, String> variables = new TreeMap<>();
    final Map<String, String> args = new TreeMap<>();
    final Map<String, String> labels = new TreeMap<>();
    final Map<String, Credential> secrets = new TreeMap<>();
    final List<String> ssh = new ArrayList<>();
    final List<String> cacheFrom = new ArrayList<>();
    final List<String> cacheTo = new ArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<Command> commands = new CopyOnWriteArrayList<>();
    final Path workspace;
    Path scratch;
    List<String> program;
    Optional<String> builder = Optional.empty();
    List<Platform> platforms = List.of();
    Optional<Instant> sourceDate = Optional.empty();
    Optional<ImageName> registry = Optional.empty();
    RegistryAccess registries = RegistryAccess.ANONYMOUS;
    String target = "";
    String file = "Dockerfile";
    String context = ".";
    boolean pull;
    boolean keepsNothing;
    Duration timeout = Duration.ofMinutes(5);
    Path archive;

    BuildxScene(Path folder, String... program) throws IOException {
        this.workspace = Files.createDirectories(folder.resolve("workspace"));
        this.scratch = Files.createDirectories(folder.resolve("scratch"));
        this.archive = folder.resolve("image.tar");
        this.program = List.of(program);
    }

    /** On a real BuildKit. */
    BuildxScene(Path folder, PrivateBuildkit buildkit) throws IOException {
        this(folder, buildkit.buildx().toString());
        use(buildkit);
        this.builder = Optional.of(PrivateBuildkit.BUILDER);
        variables.put("DOCKER_CONFIG", Files.createDirectories(folder.resolve("docker")).toString());
        Files.copy(Path.of("/bin/busybox"), workspace.resolve("busybox"));
    }

    void use(PrivateBuildkit buildkit) {
        variables.put("BUILDX_CONFIG", buildkit.config().toString());
    }

    BuildxScene dockerfile(String... lines) throws IOException {
        Files.writeString(workspace.resolve("Dockerfile"), String.join("\n", lines) + "\n");
        return this;
    }

    BuildxScene platforms(String... names) {
        platforms = List.of(names).stream().map(Platform::of).toList();
        return this;
    }

    BuildxScene secret(String id, String variable, String value) {
        variables.put(variable, value);
        secrets.put(id, Credential.parse("${" + variable + "}").orElseThrow());
        return this;
    }

    BuiltImage build() throws Exception {
        var dockerfile = new Dockerfile(file, context, args, target, cacheFrom, pull);
        var build = new BuildxBuild(dockerfile, program, builder, secrets, ssh, cacheTo, timeout);
        return new BuildxBuilder(keepsNothing ? build.keepingNothing() : build, registries, registry).build(new BuildOrder("shop", platforms, labels, sourceDate, archive, scratch), ports());
    }

    /** Of the build itself, not of what was looked at before. */
    Command buildCommand() {
        return commands.stream().filter(command -> command.argv().contains("--metadata-file")).findFirst().orElseThrow();
    }

    Ports ports() {
        var real = new LocalCommands();
        return new Ports(new CommandRunner() {
            @Override public CommandResult run(Command command) throws IOException, InterruptedException {
                commands.add(command);
                return real.run(command);
            }

            @Override public CommandResult run(Command command, Consumer<String> errors) throws IOException, InterruptedException {
                commands.add(command);
                return real.run(command, errors);
            }
        }, new LocalDaemons(), new LocalWorkspace(workspace, new LocalCommands()), null, new Log() {
            @Override public void info(String line) {
                log.add(line);
            }

            @Override public void warn(String line) {
                warnings.add(line);
            }
        }, Clock.systemUTC(), duration -> { }, name -> Optional.ofNullable(variables.get(name)));
    }
}
