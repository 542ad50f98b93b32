package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A program {@code docker-credential-NAME} that keeps credentials; it is asked as Docker asks it. */
final class CredentialHelper {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    /** What stands for a user where the secret is a token to exchange. */
    private static final String TOKEN_USER = "<token>";
    /**
     * What helpers say, by Docker's convention, of a registry they keep nothing for: the same exit code stands for any failure.
     */
    private static final String NOT_FOUND = "credentials not found in native keychain";

    private final String name;
    private final Path file;
    private final Ports ports;

    /** @param file that names it */
    CredentialHelper(String name, Path file, Ports ports) {
        this.name = name;
        this.file = file;
        this.ports = ports;
    }

    /** Empty when it keeps nothing for this registry. */
    Optional<Login> get(String registry) throws IOException, InterruptedException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException("image.registry.dockerConfig: " + file + " names the credential helper \"" + name
                    + "\". Expected the end of a program's name docker-credential-…, of letters, digits, . _ and -.");
        }
        var program = "docker-credential-" + name;
        var result = ports.commands().run(new Command(List.of(program, "get"), ports.workspace().root(), Map.of(),
                PATIENCE).reading(registry));
        if (!result.succeeded() && (result.output() + result.errors()).contains(NOT_FOUND)) {
            return Optional.empty();
        }
        if (!result.succeeded()) {
            throw new IOException(program + " get, which " + file + " names, ended with exit code " + result.exitCode() + " for "
                    + registry + ": " + Said.brief(result.errors().isBlank() ? result.output() : result.errors())
                    + ". Expected credentials. Try it by hand: echo " + registry + " | " + program + " get");
        }
        return Optional.of(login(program, result.output(), registry));
    }

    private Login login(String program, String output, String registry) throws IOException {
        try {
            var answer = Json.read(output, program);
            var user = answer.find("Username").map(Node::text).orElse("");
            var secret = answer.get("Secret").text();
            return user.equals(TOKEN_USER) ? Login.identityToken(secret, program) : Login.password(user, secret, program);
        } catch (ParseException e) {
            throw new IOException(program + " get, which " + file + " names, gave no JSON with Username and Secret for "
                    + registry + ". Expected both. Try it by hand: echo " + registry + " | " + program
                    + " get"); // without the cause: it may repeat the secret
        }
    }
}
