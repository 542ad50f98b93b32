package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.parse.SecretWords;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks before a build whether it can be one; each problem with what to do. */
final class BuildxReady {
    /** A builder that nobody answers for is given up by buildx after 20 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BuildxBuild build;
    private final Ports ports;
    private final BuildxArguments arguments;

    BuildxReady(BuildxBuild build, Ports ports) {
        this.build = build;
        this.ports = ports;
        this.arguments = new BuildxArguments(build);
    }

    void check() throws StageException, InterruptedException {
        checkSecrecy();
        checkFiles();
        checkAgent();
        checkProgram();
        checkBuilder("is not up");
    }

    private void checkSecrecy() throws StageException {
        for (var argument : new TreeMap<>(build.dockerfile().args()).entrySet()) {
            var looks = SecretWords.looks(argument.getValue());
            if (looks.isPresent() || SecretWords.sounds(argument.getKey())) {
                throw new StageException((looks.isPresent()
                        ? "The value of the build argument " + argument.getKey() + " looks like " + looks.get()
                        : "The build argument " + argument.getKey() + " sounds like a secret")
                        + ". Expected none: whoever has the image can read its arguments. Name the secret in image.buildx.secrets, and"
                        + " read it in the Dockerfile with RUN --mount=type=secret,id=…. If it is none, give it another name.");
            }
        }
        for (var cache : Stream.concat(build.dockerfile().cacheFrom().stream(), build.cacheTo().stream()).toList()) {
            checkCache(cache);
        }
    }

    private void checkCache(String cache) throws StageException {
        for (var field : CacheOption.parse(cache).fields()) {
            if (SecretWords.sounds(field.key()) || SecretWords.looks(field.value()).isPresent()) {
                throw new StageException("A cache has the field " + field.key() + ", which is most likely secret. Expected none: everybody on"
                        + " this machine sees it in the list of processes. Keep the cache in a registry, or give the builder the"
                        + " credentials.");
            }
            if (field.key().equals("src") || field.key().equals("dest")) {
                checkFolder(field);
            }
        }
    }

    /** A link in the workspace may be the commit's, and lead anywhere. */
    private void checkFolder(CacheOption.Field field) throws StageException {
        try {
            ports.workspace().resolve(field.value());
        } catch (IOException e) {
            throw new StageException("A cache has " + field.key() + "=" + field.value() + ": " + e.getMessage(), e);
        }
    }

    private void checkFiles() throws StageException {
        try {
            var file = ports.workspace().resolve(build.dockerfile().file());
            if (!Files.isRegularFile(file)) {
                throw new StageException("There is no Dockerfile " + file + ". Expected one. Write it, or correct image.build.dockerfile.");
            }
            var context = ports.workspace().resolve(build.dockerfile().context());
            if (!Files.isDirectory(context)) {
                throw new StageException("There is no folder " + context + ". Expected the files to build from. Create it, or correct"
                        + " image.build.context.");
            }
        } catch (IOException e) {
            throw new StageException("image.build cannot be used: " + e.getMessage(), e);
        }
    }

    private void checkAgent() throws StageException {
        boolean agent = build.ssh().stream().anyMatch(each -> !each.contains("="));
        if (agent && ports.variables().value(BuildxEnvironment.AGENT).filter(socket -> !socket.isBlank()).isEmpty()) {
            throw new StageException("image.buildx.ssh wants the keys of an SSH agent, and " + BuildxEnvironment.AGENT + " is not set. Expected"
                    + " the agent's socket in it. Start one where Greenlight runs (ssh-agent, ssh-add), or name a key: default=/PATH.");
        }
    }

    private void checkProgram() throws StageException, InterruptedException {
        try {
            var said = run(arguments.version());
            if (!said.succeeded()) {
                throw new StageException(String.join(" ", arguments.version()) + " ended with exit code " + said.exitCode() + ": "
                        + Said.ending(said.errors()) + " Expected buildx. Install it (Docker's plugin docker-buildx), or name its path in"
                        + " image.buildx.program.");
            }
        } catch (IOException e) {
            throw new StageException("buildx did not run: " + e.getMessage() + " Its words are image.buildx.program: " + build.program() + ".", e);
        }
    }

    /** @param state that a builder is said to be in which does not run and must */
    void checkBuilder(String state) throws StageException, InterruptedException {
        var all = BuilderInstance.all(look()).orElse(List.of());
        var wanted = build.builder();
        var found = all.stream().filter(each -> wanted.isPresent() ? each.name().equals(wanted.get()) : each.current()).findFirst();
        if (found.isEmpty() && wanted.isPresent() && !all.isEmpty()) {
            throw new StageException("There is no builder " + wanted.get() + " for buildx. Expected one of "
                    + all.stream().map(BuilderInstance::name).toList() + ". Make it: docker buildx create --name " + wanted.get()
                    + ", as the user that runs Greenlight, or correct image.buildx.builder.");
        }
        if (found.filter(BuilderInstance::isGone).isPresent()) {
            throw new StageException("The image was not built: BuildKit of the builder " + found.get().name() + " " + state + ". Expected buildkitd"
                    + " to answer. Start it, look at its log, and build again.");
        }
    }

    private CommandResult look() throws StageException, InterruptedException {
        try {
            return run(arguments.instances());
        } catch (IOException e) {
            throw new StageException("buildx does not list its builders: " + e.getMessage(), e);
        }
    }

    private CommandResult run(List<String> argv) throws IOException, InterruptedException {
        var environment = new BuildxEnvironment(build, ports.variables()).looking();
        return ports.commands().run(new Command(argv, ports.workspace().root(), environment, PATIENCE));
    }
}
