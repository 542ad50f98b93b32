package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.config.Effective;
import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.config.Layer;
import io.jenkins.plugins.greenlight.config.Layers;
import io.jenkins.plugins.greenlight.config.Policy;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the commit's files and the configuration are. */
final class WorkspaceOptions {
    private static final String ENVIRONMENT = "GREENLIGHT_ENVIRONMENT";

    @Option(names = {"-w", "--workspace"}, paramLabel = "DIR", defaultValue = ".", description = "The commit's files (default: here).")
    private Path workspace;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE",
            description = "The configuration, relative to the workspace (default: greenlight.yaml).")
    private Path config;

    @Option(names = "--with", paramLabel = "FILE", description = "JSON or YAML laid over the configuration: mappings key by key,"
            + " all else replaced. With it the file itself may be missing.")
    private Path with;

    @Option(names = "--environment", paramLabel = "NAME",
            description = "Which of the configuration's environments is laid over it,"
            + " under --with (default: GREENLIGHT_ENVIRONMENT, else none).")
    private String environment;

    @Option(names = "--app", paramLabel = "NAME",
            description = "The application, where the configuration does not name it or the state folder holds several.")
    private String app;

    @Mixin private LogOptions log;

    @Mixin private PolicyOptions rules = new PolicyOptions();

    Path root() {
        return workspace.toAbsolutePath().normalize();
    }

    /** @param document whether the standard output is for one, and the log for the standard error */
    Ports ports(boolean document) throws BadInputException {
        if (!Files.isDirectory(root())) {
            throw new BadInputException("The workspace " + root() + " is no folder. Expected the commit's files there: give it with --workspace.");
        }
        return LocalPorts.at(root(), log.log(document));
    }

    Optional<String> app() {
        return Optional.ofNullable(app);
    }

    boolean hasOverlay() {
        return with != null;
    }

    /** Whether the command line itself names an environment: the variable may be meant for others. */
    boolean choosesEnvironment() {
        return environment != null;
    }

    /** The file, or an overlay that stands for all of it. */
    boolean hasConfig() {
        return hasFile() || config == null && hasOverlay();
    }

    private boolean hasFile() {
        return Files.isRegularFile(root().resolve(file()));
    }

    Path file() {
        return config == null ? Path.of("greenlight.yaml") : config;
    }

    /** @throws ConfigException with all that is wrong, and all that the policy does not allow */
    GreenlightConfig config() throws BadInputException, ConfigException, IOException {
        return effective().config();
    }

    /** For what judges no release: the policy's floors are none of its business, what the configuration reaches for is. */
    GreenlightConfig configWithoutGates() throws BadInputException, ConfigException, IOException {
        return effective(policy().withoutGates()).config();
    }

    /** All layers, read, and held to the policy. */
    Effective effective() throws BadInputException, ConfigException, IOException {
        return effective(policy());
    }

    Policy policy() throws BadInputException, ConfigException, IOException {
        return rules.read(root());
    }

    boolean untrusted() throws BadInputException {
        return rules.untrusted();
    }

    private Effective effective(Policy policy) throws BadInputException, ConfigException, IOException {
        var instead = rules.configInstead(policy, root());
        var file = new ArrayList<Layer>();
        app().ifPresent(name -> file.add(Layer.of(Map.of("app", name), "--app")));
        file.add(instead.isPresent() ? trusted(instead.get()) : own());
        return ConfigReader.effective(new Layers(file, choice(), hasOverlay() ? List.of(overlay()) : List.of())).under(policy);
    }

    /** Of the platform, where the workspace's is not trusted. */
    private Layer trusted(Path file) throws BadInputException {
        if (config != null || with != null) {
            throw new BadInputException((config != null ? "--config" : "--with") + " is given, and an untrusted run has the configuration"
                    + " of the platform's policy alone, " + file + ". Expected none beside it.");
        }
        return Layer.of(PolicyOptions.text(file, "The policy's config, " + file), file.toString());
    }

    private Layer own() throws BadInputException, IOException {
        if (!hasConfig()) {
            throw new BadInputException("There is no " + file() + " in " + root() + ". Expected the configuration there: write one,"
                    + " name it with --config, or give all of it with --with.");
        }
        return hasFile() ? layer(file(), file().toString()) : Layer.of(Map.of("version", 1), "default");
    }

    private Optional<Layers.Choice> choice() {
        return choosesEnvironment() ? Optional.of(new Layers.Choice(environment, "--environment"))
                : Optional.ofNullable(System.getenv(ENVIRONMENT)).map(name -> new Layers.Choice(name, ENVIRONMENT));
    }

    private Layer overlay() throws BadInputException, IOException {
        if (!Files.isRegularFile(root().resolve(with))) {
            throw new BadInputException("There is no " + with + " in " + root() + ". Expected what is to be laid over the"
                    + " configuration: write it, or leave --with out.");
        }
        var name = with.getFileName().toString();
        return layer(with, name.equals(file().toString()) ? with.toString() : name);
    }

    private Layer layer(Path path, String name) throws BadInputException, IOException {
        try {
            return Layer.of(Files.readString(root().resolve(path)), name);
        } catch (MalformedInputException e) {
            throw new BadInputException(path + " is no UTF-8 text. Expected " + (path == with ? "JSON or YAML" : "YAML") + " in UTF-8.");
        }
    }

    /** Of the work tree around the workspace; empty where git does not say. */
    static String commit(Ports ports) throws InterruptedException {
        try {
            var head = ports.commands().run(Command.of(ports.workspace().root(), Duration.ofSeconds(10), "git", "rev-parse", "HEAD"));
            return head.succeeded() ? head.output().strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
