package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** A text of the configuration that may be a secret: as it is written there, or where the secret is to be had. */
public record PlainOrSecret(String written, Optional<Credential> credential) {
    /** @throws IllegalArgumentException when a reference is but a part of the text; it does not repeat the text */
    public static PlainOrSecret of(String written) {
        var credential = Credential.parse(written);
        if (credential.isEmpty() && written.contains("${")) {
            throw new IllegalArgumentException("Expected all of it to be " + Credential.EXPECTED + ", or none of it.");
        }
        return new PlainOrSecret(written, credential);
    }

    /** As {@link Credential#reveal}; what is no secret as it is written. */
    public String reveal(Function<String, Optional<String>> variables) throws IOException {
        return credential.isPresent() ? credential.get().reveal(variables) : written;
    }

    /** Never a secret. */
    @Override public String toString() {
        return written;
    }
}
