package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A key as the configuration names it: a file, or an address such as {@code awskms:///alias/release} that cosign understands. */
final class SigningKey {
    private static final String VARIABLE = "env://";
    /** What each service's client reads from the environment; nothing else of the engine's environment reaches cosign. */
    private static final Map<String, List<String>> SERVICES = Map.of(
            "awskms", List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION",
            "AWS_DEFAULT_REGION", "AWS_PROFILE",
                    "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"),
            "gcpkms", List.of("GOOGLE_APPLICATION_CREDENTIALS"),
            "azurekms", List.of("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_FEDERATED_TOKEN_FILE"),
            "hashivault", List.of("VAULT_ADDR", "VAULT_TOKEN", "TRANSIT_SECRET_ENGINE_PATH"),
            "k8s", List.of("KUBECONFIG"),
            "gitlab", List.of("GITLAB_HOST", "GITLAB_TOKEN"));

    private final String text;

    SigningKey(String text) {
        this.text = text;
    }

    boolean isFile() {
        return !text.contains("://");
    }

    /** For {@code --key}: an address as it is, a file from the root on. */
    String argument(Ports ports) throws IOException {
        return isFile() ? file(ports).toString() : text;
    }

    /** @throws IOException when it is a file and not there */
    void check(Ports ports) throws IOException {
        if (isFile() && !Files.isReadable(file(ports))) {
            throw new IOException("there is no key " + file(ports) + " that can be read");
        }
    }

    private Path file(Ports ports) throws IOException {
        return ports.workspace().resolve(text).toAbsolutePath();
    }

    /** Those variables that reading it may need, as far as they are set. */
    Map<String, String> environment(Ports ports) {
        var names = text.startsWith(VARIABLE) ? List.of(text.substring(VARIABLE.length()))
                : isFile() ? List.<String>of() : SERVICES.getOrDefault(text.substring(0, text.indexOf("://")), List.of());
        var found = new TreeMap<String, String>();
        names.forEach(name -> ports.variables().value(name).ifPresent(value -> found.put(name, value)));
        return found;
    }

    /** As the configuration has it. */
    @Override public String toString() {
        return text;
    }
}
