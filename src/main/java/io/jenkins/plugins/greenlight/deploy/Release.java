package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.util.Objects;

/**
 * What can be live: bytes and configuration.
 *
 * @param configHash SHA-256 in hexadecimal over the environment the release is started with
 */
public record Release(ReleaseId id, ImageDigest digest, String commit, String configHash) {
    public Release {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(configHash, "configHash");
    }

    @Override public String toString() {
        return id.value();
    }
}
