package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.signing.Cosign;
import io.jenkins.plugins.greenlight.signing.SigningConfig;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.scan.ImageScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pushes an image that may be had, and signs it where it lies then. */
record Handout(ImageConfig config, Optional<ImageScan> scan, Path scratch, Ports ports) {
    /** @throws IOException when a file of the configuration lies outside the workspace */
    static RegistryAccess access(ImageConfig config, Ports ports) throws IOException {
        return RegistryAccess.of(config.registries(), config.push().map(push -> ImageName.parse(push.repository())), ports.workspace());
    }

    /** Before minutes are spent on an image that nobody could push. */
    static void check(ImageConfig config, Ports ports) throws StageException, InterruptedException {
        if (config.push().isEmpty()) {
            return;
        }
        try {
            new Registry(access(config, ports), ports).ready(ImageName.parse(config.push().get().repository()));
        } catch (IOException e) {
            throw new StageException("The image was not built, since it could not be pushed: " + e.getMessage(), e);
        }
    }

    /** Signed before it has a name: a tag that anybody can take stands for an image that is signed. */
    ImageReport of(ImageReport image) throws StageException, InterruptedException {
        var name = ImageName.parse(config.push().orElseThrow().repository());
        try {
            var access = access(config, ports);
            var archive = OciArchive.open(image.archive(), image.digest());
            var registry = new Registry(access, ports);
            if (config.signing().isEmpty()) {
                return image.pushed(registry.push(archive, name, image.tags()), false);
            }
            registry.push(archive, name, List.of());
            sign(config.signing().get(), access, name, image, archive);
            return image.pushed(registry.push(archive, name, image.tags()), true);
        } catch (IOException e) {
            throw new StageException("The image " + image.digest() + " was built, and not handed out: " + e.getMessage(), e);
        }
    }

    private void sign(SigningConfig signing, RegistryAccess access, ImageName name, ImageReport image, OciArchive archive)
            throws IOException, InterruptedException {
        var cosign = new Cosign(signing, access, scratch, ports);
        cosign.sign(name, image.digest());
        if (signing.attest() && image.looked().isPresent()) {
            new Statements(scan.orElseThrow(), image.looked().get(), archive).attest(cosign, name, scratch);
        }
    }
}
