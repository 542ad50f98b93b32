package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.Policy;
import io.jenkins.plugins.greenlight.config.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose rules a command goes by, and whether it trusts what it works on. */
final class PolicyOptions {
    private static final String POLICY = "GREENLIGHT_POLICY";
    private static final String UNTRUSTED = "GREENLIGHT_UNTRUSTED";
    private static final long MOST_BYTES = 1 << 20;

    private final Map<String, String> environment;
    private final Path usual;

    @Option(names = "--policy", paramLabel = "FILE", description = "The platform's policy, outside the workspace (default: GREENLIGHT_POLICY,"
            + " else /etc/greenlight/policy.yaml where there is one).")
    private Path policy;

    @Option(names = "--untrusted", description = "Trust the workspace with no credential and no deployment"
            + " (also: GREENLIGHT_UNTRUSTED=true).")
    private boolean untrusted;

    PolicyOptions() {
        this(System.getenv(), Path.of("/etc/greenlight/policy.yaml"));
    }

    /** @param usual where the policy is when nobody names one */
    PolicyOptions(Map<String, String> environment, Path usual) {
        this.environment = environment;
        this.usual = usual;
    }

    /** @throws BadInputException when the variable is neither true nor false: nobody is trusted by a mistyped word */
    boolean untrusted() throws BadInputException {
        var word = environment.getOrDefault(UNTRUSTED, "");
        if (!word.isEmpty() && !"true".equals(word) && !"false".equals(word)) {
            throw new BadInputException(UNTRUSTED + " is \"" + word + "\". Expected true or false.");
        }
        return untrusted || "true".equals(word);
    }

    /**
     * The policy there is; {@link Policy#NONE} when none is named and there is none at the usual place.
     *
     * @param workspace in which it may not lie
     * @throws BadInputException when it is named and cannot be read
     */
    Policy read(Path workspace) throws BadInputException, ConfigException, IOException {
        var named = environment.getOrDefault(POLICY, "");
        if (policy != null) {
            return read(policy, "--policy", workspace);
        }
        if (!named.isEmpty()) {
            return read(Path.of(named), POLICY, workspace);
        }
        return Files.notExists(usual) ? Policy.NONE : read(usual, "the usual place", workspace);
    }

    private static Policy read(Path file, String by, Path workspace) throws BadInputException, ConfigException, IOException {
        refuseInside(file, workspace, "The policy ");
        return PolicyReader.read(text(file, "The policy " + file + " (" + by + ")"), file.toString());
    }

    /** Whose configuration counts instead of the workspace's; empty when that one does. */
    Optional<Path> configInstead(Policy rules, Path workspace) throws BadInputException, IOException {
        if (!untrusted() || rules.config().isEmpty()) {
            return Optional.empty();
        }
        refuseInside(rules.config().get(), workspace, "The policy's config, ");
        return rules.config();
    }

    /** @param what begins the message */
    static String text(Path file, String what) throws BadInputException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInputException(what + " is larger than 1 MiB. Expected a short YAML document.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInputException(what + " cannot be read: " + e + ". Expected a file in UTF-8 that the user "
                    + System.getProperty("user.name") + " may read. Nothing is run without it.");
        }
    }

    /** Whoever writes the workspace could write it, or bend a link on the way to it. */
    private static void refuseInside(Path file, Path workspace, String what) throws BadInputException, IOException {
        var root = Files.exists(workspace) ? workspace.toRealPath() : workspace;
        for (var part = file.toAbsolutePath(); part != null; part = part.getParent()) {
            if (Files.exists(part) && part.toRealPath().startsWith(root) || part.normalize().startsWith(root)) {
                throw new BadInputException(what + file + " lies in the workspace " + workspace + ", and what is to be held to it could"
                        + " change it. Expected a file of the platform's elsewhere, such as /etc/greenlight/policy.yaml.");
            }
        }
    }
}
