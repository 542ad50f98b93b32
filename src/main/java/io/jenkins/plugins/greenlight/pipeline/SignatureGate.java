package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.signing.Cosign;
import io.jenkins.plugins.greenlight.signing.Signature;
import io.jenkins.plugins.greenlight.signing.SigningConfig;
import io.jenkins.plugins.greenlight.signing.SigningProblem;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Holds an image to the signature it must have, as it lies in the registry, before it is deployed. */
final class SignatureGate {
    private final Optional<SigningConfig> signing;
    private final Optional<PushedImages> pushed;
    private final Path folder;
    private final StopSignal stop;
    private final Ports ports;

    /** @param folder the run's own, for what is needed meanwhile; left as it was */
    SignatureGate(Optional<ImageConfig> image, Optional<PushedImages> pushed, Path folder, StopSignal stop, Ports ports) {
        this.signing = image.flatMap(ImageConfig::signing).filter(SigningConfig::verify);
        this.pushed = pushed;
        this.folder = folder;
        this.stop = stop;
        this.ports = ports;
    }

    /** Empty when no signature is asked for.
     *  @throws InterruptedException when a stop is asked for, too */
    Optional<Check> check(ImageDigest digest) throws InterruptedException {
        return signing.isEmpty() ? Optional.empty() : Optional.of(stop.interruptibly(() -> signature(signing.get(), digest)
                .check()));
    }

    private Signature signature(SigningConfig config, ImageDigest digest) throws InterruptedException {
        if (pushed.isEmpty()) {
            return new Signature.Unknown(new SigningProblem("image.signing.verify is on, and image.push names no repository"
                    + " to look for signatures in",
                    "image.push beside image.signing", "Name the repository that the image is pushed to."));
        }
        var reference = pushed.get().reference(digest);
        try {
            if (!pushed.get().holds(digest)) {
                return new Signature.Refused(reference + " is not in the registry, and so no signature of it",
                        "the image and its signature there");
            }
            ports.log().info("Looking at the signature of " + reference);
            return new Cosign(config, pushed.get().access(), folder, ports).verify(pushed.get().name(), digest);
        } catch (IOException e) {
            return new Signature.Unknown(new SigningProblem("The signature of " + reference + " could not be looked at: "
                    + e.getMessage(),
                    "an answer of the registry", "See that the registry answers, and run again."));
        }
    }
}
