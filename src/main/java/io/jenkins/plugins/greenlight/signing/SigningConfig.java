package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Credential;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code image.signing} in greenlight.yaml: with what an image is signed that was pushed, and held before it is deployed.
 *
 * @param program         cosign
 * @param key             a file or an address of a key service, in cosign's words; empty for keyless
 * @param password        of a key in a file; empty for none
 * @param publicKey       that signatures are held against; empty: of the key
 * @param identity        the signer's, keyless: who must have signed; empty with a key
 * @param issuer          of that identity
 * @param annotations     put into the signature and required of it
 * @param transparencyLog whether signatures are entered into, and looked up in, the public log
 * @param attest          whether the bill of materials and the scan's findings are attested too
 * @param verify          whether staging and production refuse an image without a good signature
 * @param timeout         of each start
 */
public record SigningConfig(String program, Optional<String> key, Optional<Credential> password, Optional<String> publicKey,
                            Optional<String> identity, Optional<String> issuer, Map<String, String> annotations,
                            boolean transparencyLog, boolean attest, boolean verify, Duration timeout) {
    public SigningConfig {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(issuer, "issuer");
        annotations = Map.copyOf(annotations);
        Objects.requireNonNull(timeout, "timeout");
    }
}
