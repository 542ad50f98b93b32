package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.util.Optional;

/**
 * Which base image is meant.
 *
 * @param text   as the person wrote it
 * @param tag    empty when only a digest is written
 * @param digest goes before the tag where both are written
 */
record BaseReference(String text, ImageName name, Optional<String> tag, Optional<ImageDigest> digest) {
    /** {@code NAME:TAG}, {@code NAME@sha256:…} or {@code NAME:TAG@sha256:…}. */
    static BaseReference parse(String text) throws StageException {
        try {
            int at = text.indexOf("@sha256:");
            var digest = at < 0 ? Optional.<ImageDigest>empty() : Optional.of(new ImageDigest(text.substring(at + 1)));
            var named = at < 0 ? text : text.substring(0, at);
            int colon = named.lastIndexOf(':');
            boolean tagged = colon > named.lastIndexOf('/');
            var tag = tagged ? Optional.of(ImageName.checkedTag(named.substring(colon + 1))) : Optional.<String>empty();
            var reference = new BaseReference(text, ImageName.parse(tagged ? named.substring(0, colon) : named), tag, digest);
            if (tag.isEmpty() && digest.isEmpty()) {
                throw new StageException("image.base is \"" + text + "\", without a tag. Expected NAME:TAG or NAME@sha256:…, e.g. "
                        + text + ":12. Write the tag that is meant.");
            }
            return reference;
        } catch (IllegalArgumentException e) {
            throw new StageException("image.base cannot be read: " + e.getMessage(), e);
        }
    }

    /** With its registry, as people and tools name it. */
    String full() {
        var registry = name.registry().equals(ImageName.DOCKER_HUB) ? "docker.io" : name.registry();
        return registry + "/" + name.repository() + tag.map(":"::concat).orElse("") + digest.map(own -> "@" + own).orElse("");
    }
}
