package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Authorities;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Registries, by the protocol of OCI distribution 1.1 as Docker's, Harbor's and the clouds' speak it. What may pass is tried
 * again, each attempt told in the log; every method ends with a {@link RegistryException} that says what to do, or with another
 * {@link IOException} that is of this machine's doing, such as a full disk. No message, log or answer holds a secret.
 */
public final class Registry {
    private final RegistryAccess access;
    private final Ports ports;
    private final Attempts attempts;
    private final Wire wire;

    /** @throws IOException when the file with the authorities cannot be used */
    public Registry(RegistryAccess access, Ports ports) throws IOException {
        this.access = access;
        this.ports = ports;
        this.attempts = new Attempts(access.attempts(), ports);
        this.wire = new Wire(access.timeout(), access.ca().isPresent() ? Authorities.also(access.ca().get(),
                "image.registry.caFile") : null,
                new Troubles(access.ca()));
    }

    /**
     * Whether all is here that a push needs, without asking the registry.
     *
     * @throws IOException when a credential is not to be had, with what to do and no secret
     */
    public void ready(ImageName name) throws IOException, InterruptedException {
        session(name, true);
    }

    /**
     * Sends what is not there yet: blobs, manifests, the index, and the tags last, so that no tag ever names a half image. Safe
     * to repeat after it broke off.
     *
     * @param tags each as {@link ImageName#checkedTag} wants it; none to have it by its digest alone
     */
    public Pushed push(OciArchive archive, ImageName name, List<String> tags) throws IOException, InterruptedException {
        tags.forEach(ImageName::checkedTag);
        try (var progress = ports.log().progress("Pushing " + name, Duration.ZERO)) {
            var pushed = new Push(session(name, true), attempts, archive).run(tags, progress);
            ports.log().info("Pushed " + pushed.reference() + (tags.isEmpty() ? "" : " as " + String.join(", ", tags)) + ": sent "
                    + pushed.sentBlobs() + " of " + (pushed.sentBlobs() + pushed.presentBlobs()) + " blobs"
                    + (pushed.sentBlobs() == 0 ? "" : ", " + Unit.ofBytes(pushed.sentBytes())));
            return pushed;
        }
    }

    /**
     * Writes the image with all its platforms as an archive, which is there whole or not at all.
     *
     * @param archive replaced when it exists
     */
    public OciArchive pull(ImageName name, ImageDigest digest, Path archive) throws IOException, InterruptedException {
        try (var progress = ports.log().progress("Pulling " + name + "@" + digest, Duration.ZERO)) {
            new Pull(session(name, false), attempts, digest).run(archive, progress);
            return OciArchive.open(archive, digest);
        }
    }

    /** What stands under the tag now; empty when nothing does. */
    public Optional<ImageDigest> digest(ImageName name, String tag) throws IOException, InterruptedException {
        var documents = new Documents(session(name, false));
        return attempts.run("Looking up " + name + ":" + ImageName.checkedTag(tag), () -> documents.digest(tag));
    }

    /** The manifest or index of this digest, JSON as the registry has it. */
    public String manifest(ImageName name, ImageDigest digest) throws IOException, InterruptedException {
        var documents = new Documents(session(name, false));
        return attempts.run("Looking up " + name + "@" + digest, () -> documents.manifest(digest.value())).text();
    }

    /** Whether it has just this image. */
    public boolean holds(ImageName name, ImageDigest digest) throws IOException, InterruptedException {
        var documents = new Documents(session(name, false));
        return attempts.run("Looking up " + name + "@" + digest, () -> documents.digest(digest.value())).isPresent();
    }

    /**
     * The image's configuration, JSON as the registry has it.
     *
     * @param reference a tag, or a digest
     * @param platform  of the image, where there are several
     */
    public String config(ImageName name, String reference, Platform platform) throws IOException, InterruptedException {
        var documents = new Documents(session(name, false));
        var doing = "Looking up " + name + (reference.startsWith("sha256:") ? "@" + new ImageDigest(reference) : ":"
                + ImageName.checkedTag(reference));
        return attempts.run(doing, () -> documents.config(reference, platform)).text();
    }

    /** The digests of the image's layers as unpacked tar archives, the lowest first; parameters as of {@link #config}. */
    public List<String> diffIds(ImageName name, String reference, Platform platform) throws IOException, InterruptedException {
        try {
            return Json.read(config(name, reference, platform), "configuration of " + name).get("rootfs").get("diff_ids").items()
                    .stream()
                    .map(Node::text).toList();
        } catch (ParseException e) {
            throw new RegistryException("Looking up " + name + " failed: " + Said.brief(e.getMessage()) + " Name another image.",
                    0, e);
        }
    }

    private Session session(ImageName name, boolean pushes) throws IOException, InterruptedException {
        return new Session(wire, access, ports.clock(), name, new Logins(access, ports).find(name.registry()), pushes);
    }
}
