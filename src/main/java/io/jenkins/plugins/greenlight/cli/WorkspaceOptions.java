package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where the commit's files and the configuration are. */
final class WorkspaceOptions {
    @Option(names = {"-w", "--workspace"}, paramLabel = "DIR", defaultValue = ".", description = "The commit's files (default: here).")
    private Path workspace;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = "greenlight.yaml",
            description = "The configuration, relative to the workspace (default: ${DEFAULT-VALUE}).")
    private Path config;

    Path root() {
        return workspace.toAbsolutePath().normalize();
    }

    Ports ports(java.io.PrintStream out) throws BadInputException {
        if (!Files.isDirectory(root())) {
            throw new BadInputException("The workspace " + root() + " is no folder. Expected the commit's files there: give it with --workspace.");
        }
        return LocalPorts.at(root(), out);
    }

    boolean hasConfig() {
        return Files.isRegularFile(root().resolve(config));
    }

    GreenlightConfig config() throws BadInputException, ConfigException, IOException {
        if (!hasConfig()) {
            throw new BadInputException("There is no " + config + " in " + root() + ". Expected the configuration there: write one,"
                    + " or name it with --config.");
        }
        try {
            return ConfigReader.read(Files.readString(root().resolve(config)), config.toString());
        } catch (MalformedInputException e) {
            throw new BadInputException(config + " is no UTF-8 text. Expected YAML in UTF-8.");
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
