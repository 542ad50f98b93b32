package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Signs images in a registry, and says who signed one, with cosign as a program. An image is always named by its digest.
 * Passwords reach cosign through its environment, the registry's credentials through a folder of its own that is gone afterwards.
 */
public final class Cosign {
    private final SigningConfig config;
    private final RegistryAccess registries;
    private final Path scratch;
    private final Ports ports;

    /** @param scratch a folder for what is needed while cosign runs; made, and left empty */
    public Cosign(SigningConfig config, RegistryAccess registries, Path scratch, Ports ports) {
        this.config = config;
        this.registries = registries;
        this.scratch = scratch;
        this.ports = ports;
    }

    /** Why nothing can be signed; empty when all that can be known beforehand is there. To be asked before anything is pushed. */
    public Optional<SigningProblem> ready() throws InterruptedException {
        try {
            CosignProgram.find(config, ports);
            new SigningSecrets(config, ports).forSigning();
            return Optional.empty();
        } catch (NotReadyException e) {
            return Optional.of(e.problem());
        }
    }

    /**
     * Signs an image that is in the registry; of an index, each image that it names too. Signing again adds a signature.
     *
     * @throws IOException when it is not signed, with cosign's last words and without a secret
     */
    public void sign(ImageName name, ImageDigest digest) throws IOException, InterruptedException {
        try (var session = session(name); var progress = ports.log().progress("Signing " + image(name, digest),
                config.timeout())) {
            session.sign(digest);
            progress.note("Signed " + image(name, digest));
        } catch (NotReadyException e) {
            throw new IOException(image(name, digest) + " was not signed: " + e.getMessage(), e);
        }
    }

    /**
     * Puts a signed statement beside an image that is in the registry, in the place of an earlier one of its kind.
     *
     * @param digest of the one platform's image that the statement is about
     * @param file   with the statement, JSON
     * @throws IOException as of {@link #sign}
     */
    public void attest(ImageName name, ImageDigest digest, Predicate predicate, Path file)
            throws IOException, InterruptedException {
        try (var session = session(name)) {
            session.attest(digest, predicate, file);
            ports.log().info("Attested " + predicate.word() + " of " + image(name, digest));
        } catch (NotReadyException e) {
            throw new IOException(image(name, digest) + " has no attestation " + predicate.word() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether just this image is signed as it must be. Whether it is in the registry at all is to be asked before: cosign finds
     * no signature of one that is not.
     */
    public Signature verify(ImageName name, ImageDigest digest) throws InterruptedException {
        try (var session = session(name)) {
            return session.verify(digest);
        } catch (NotReadyException e) {
            return new Signature.Unknown(e.problem());
        } catch (IOException e) {
            return new Signature.Unknown(new SigningProblem("The signature of " + image(name, digest)
                    + " could not be looked at: "
                    + Said.ending(e.getMessage()), "an answer of cosign", "See what stands in the way, and run again."));
        }
    }

    private CosignSession session(ImageName name) throws NotReadyException, IOException, InterruptedException {
        return CosignSession.open(config, registries, name, scratch, ports);
    }

    static String image(ImageName name, ImageDigest digest) {
        return name + "@" + digest;
    }
}
