package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.IsolatedDockerConfig;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Cosign with the credentials of one registry, from one start to the next; they are gone when this is closed. */
final class CosignSession implements AutoCloseable {
    /** Nobody at all is trusted by this. */
    private static final String NOBODY = "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}";

    private final SigningConfig config;
    private final ImageName name;
    private final Ports ports;
    private final CosignProgram program;
    private final CosignArguments arguments;
    private final SigningSecrets secrets;
    private final IsolatedDockerConfig folder;
    private final Map<String, String> registry = new TreeMap<>();

    private CosignSession(SigningConfig config, RegistryAccess registries, ImageName name, Ports ports, CosignProgram program,
                          IsolatedDockerConfig folder) {
        this.config = config;
        this.name = name;
        this.ports = ports;
        this.program = program;
        this.arguments = new CosignArguments(program.path(), config, registries.insecure().contains(name.registry()));
        this.secrets = new SigningSecrets(config, ports);
        this.folder = folder;
        registry.putAll(folder.environment());
        registries.ca().map(Path::toAbsolutePath).map(Path::toString)
                .ifPresent(file -> registry.put("SSL_CERT_FILE", file)); // beside the folders of the system's own
    }

    static CosignSession open(SigningConfig config, RegistryAccess registries, ImageName name, Path scratch, Ports ports)
            throws NotReadyException, IOException, InterruptedException {
        var program = CosignProgram.find(config, ports);
        return new CosignSession(config, registries, name, ports, program, IsolatedDockerConfig.create(registries, name, scratch,
                ports));
    }

    void sign(ImageDigest digest) throws NotReadyException, IOException, InterruptedException {
        signing("signed", digest, arguments.sign(key(), form(true), image(digest)));
    }

    void attest(ImageDigest digest, Predicate predicate, Path file) throws NotReadyException, IOException, InterruptedException {
        signing("attested", digest, arguments.attest(key(), form(true), predicate, file.toAbsolutePath(), image(digest)));
    }

    private List<String> form(boolean signs) {
        return program.version().commonForm(signs);
    }

    private Optional<String> key() throws IOException {
        return config.key().isPresent() ? Optional.of(new SigningKey(config.key().get()).argument(ports)) : Optional.empty();
    }

    private void signing(String done, ImageDigest digest, List<String> argv)
            throws NotReadyException, IOException, InterruptedException {
        var said = run(argv, secrets.forSigning());
        if (!said.succeeded()) {
            throw new IOException(image(digest) + " is in the registry and was not " + done + ": " + ending(said,
                    secrets.forSigning())
                    + " Expected exit code 0. Run it by hand: " + String.join(" ", argv));
        }
    }

    Signature verify(ImageDigest digest) throws NotReadyException, IOException, InterruptedException {
        var environment = config.publicKey().isPresent() ? secrets.forPublicKey(config.publicKey().get())
                : Map.<String, String>of();
        var key = publicKey();
        checkIdentity(key);
        var argv = arguments.verify(key, form(false), trustedRoot(key), image(digest));
        return judged(digest, run(argv, environment), environment);
    }

    /** That signatures are held against; of the key in a file the public part, which only its password gives. */
    private Optional<String> publicKey() throws NotReadyException, IOException, InterruptedException {
        if (config.publicKey().isPresent() || config.key().isEmpty()) {
            return config.publicKey().isPresent() ? Optional.of(new SigningKey(config.publicKey().get()).argument(ports))
                    : Optional.empty();
        }
        var said = run(arguments.publicKey(key().orElseThrow()), secrets.forSigning());
        if (!said.succeeded()) {
            throw new NotReadyException(new SigningProblem("the public part of image.signing.key cannot be read: "
                    + ending(said, secrets.forSigning()), "a key and its password",
                    "Name image.signing.publicKey, for which no password is needed."));
        }
        return Optional.of(Files.writeString(folder.folder().resolve("public-key.pem"), said.output()).toString());
    }

    private void checkIdentity(Optional<String> key) throws NotReadyException {
        if (key.isEmpty() && (config.identity().isEmpty() || config.issuer().isEmpty())) {
            throw new NotReadyException(new SigningProblem("image.signing does not say who must have signed",
                    "publicKey, or identity and issuer",
                    "Name one or the other: a signature by just anybody says nothing."));
        }
    }

    /** With a key and without the log there is nobody to ask for, and no network but the registry's is needed. */
    private Optional<Path> trustedRoot(Optional<String> key) throws IOException, InterruptedException {
        boolean alone = key.isPresent() && !config.transparencyLog() && program.verifiesWith(CosignArguments.TRUSTED_ROOT,
                config);
        return alone ? Optional.of(Files.writeString(folder.folder().resolve("trusted-root.json"), NOBODY)) : Optional.empty();
    }

    private Signature judged(ImageDigest digest, CommandResult said, Map<String, String> environment) {
        return switch (said.exitCode()) {
            case 0 -> verified(digest, said);
            case 10, 11 -> new Signature.Refused("nobody has signed " + image(digest), "a signature by " + signer());
            case 12, 13 -> new Signature.Refused("no signature of " + image(digest) + " is the right one: " + ending(said,
                    environment),
                    "a signature by " + signer());
            default -> new Signature.Unknown(new SigningProblem("The signature of " + image(digest) + " could not be looked at: "
                    + ending(said, environment), "an answer of cosign",
                            "See that the registry answers and the key is right, and run again."));
        };
    }

    private Signature verified(ImageDigest digest, CommandResult said) {
        try {
            var claims = SignedClaims.of(said.output(), digest);
            if (claims.count() > 0) {
                return new Signature.Verified(claims.subjects().isEmpty() ? signer() : claims.subjects(), claims.count());
            }
            return new Signature.Refused("cosign found good signatures, none of them of " + image(digest), "a signature by "
                    + signer());
        } catch (ParseException e) {
            return new Signature.Unknown(new SigningProblem("cosign found the signature of " + image(digest)
                    + " good and does not say what it is of: "
                    + Said.line(e.getMessage()), "a list of claims in JSON", "Install a newer cosign."));
        }
    }

    /** Who must have signed. */
    private String signer() {
        var annotations = config.annotations().isEmpty() ? "" : " with the annotations " + new TreeMap<>(config.annotations());
        return config.publicKey().or(config::key).map(key -> "the key " + key).orElseGet(() -> config.identity().orElse("")
                + " of "
                + config.issuer().orElse("")) + annotations;
    }

    private CommandResult run(List<String> argv, Map<String, String> own) throws IOException, InterruptedException {
        var environment = new TreeMap<>(registry);
        environment.putAll(own);
        try {
            return program.runFor(config.timeout(), argv, environment);
        } catch (IOException e) { // it was ended, and quotes what cosign said
            throw new IOException(Said.ending(new Mask(own.values()).hide(e.getMessage())), e.getCause());
        }
    }

    private static String ending(CommandResult said, Map<String, String> environment) {
        return "cosign ended with exit code " + said.exitCode() + ", its last words: "
                + CosignProgram.lastWords(said, new Mask(environment.values())) + ".";
    }

    private String image(ImageDigest digest) {
        return Cosign.image(name, digest);
    }

    @Override public void close() throws IOException {
        folder.close();
    }
}
