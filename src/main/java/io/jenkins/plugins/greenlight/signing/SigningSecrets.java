package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.TreeMap;

/** What cosign needs in its environment to sign, or to hold a signature against a key. */
final class SigningSecrets {
    /** Where cosign looks for the token that says who signs, keyless. */
    static final String TOKEN = "SIGSTORE_ID_TOKEN";
    private static final String PASSWORD = "COSIGN_PASSWORD";

    private final SigningConfig config;
    private final Ports ports;

    SigningSecrets(SigningConfig config, Ports ports) {
        this.config = config;
        this.ports = ports;
    }

    /** For {@code sign}, {@code attest} and {@code public-key}. The password is always there, or cosign would ask a person. */
    Map<String, String> forSigning() throws NotReadyException {
        if (config.key().isEmpty()) {
            return Map.of(TOKEN, ports.variables().value(TOKEN).filter(token -> !token.isBlank()).orElseThrow(() ->
                    new NotReadyException(
                    new SigningProblem("image.signing names no key, and " + TOKEN + " is not set",
                    "a key, or a token that says who signs",
                            "Name image.signing.key, or let the build server put an identity token for sigstore into " + TOKEN
                            + "."))));
        }
        var environment = new TreeMap<String, String>();
        environment.putAll(of(config.key().get(), "key"));
        environment.put(PASSWORD, password());
        return environment;
    }

    /** For {@code verify} with a public key that the configuration names. */
    Map<String, String> forPublicKey(String key) throws NotReadyException {
        return of(key, "publicKey");
    }

    private Map<String, String> of(String text, String which) throws NotReadyException {
        var key = new SigningKey(text);
        try {
            key.check(ports);
            return key.environment(ports);
        } catch (IOException | InvalidPathException e) {
            throw new NotReadyException(new SigningProblem("image.signing." + which + " is " + key + ", and " + e.getMessage(),
                    "a file from the root on or in the workspace, or an address such as env://NAME or awskms:///alias/release",
                    "Put the key there, or correct image.signing." + which + "."));
        }
    }

    private String password() throws NotReadyException {
        try {
            return config.password().isPresent() ? config.password().get().reveal(ports.variables()::value) : "";
        } catch (IOException e) {
            throw new NotReadyException(new SigningProblem("image.signing.password: " + e.getMessage(), "the password of "
                    + config.key().orElse("the key"), "Provide it where Greenlight runs."));
        }
    }
}
