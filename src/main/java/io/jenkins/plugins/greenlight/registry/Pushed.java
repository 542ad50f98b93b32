package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.util.List;

/**
 * What a registry has now.
 *
 * @param tags         in the order in which they were set; empty where it can be had by its digest alone
 * @param sentBlobs    configurations and layers that were not there before
 * @param presentBlobs those that were
 * @param sentBytes    of the blobs that were sent
 */
public record Pushed(ImageName name, ImageDigest digest, List<String> tags, int sentBlobs, int presentBlobs, long sentBytes) {
    public Pushed {
        tags = List.copyOf(tags);
    }

    /** What others take: {@code 127.0.0.1:5055/team/shop@sha256:…}. */
    public String reference() {
        return name + "@" + digest;
    }
}
