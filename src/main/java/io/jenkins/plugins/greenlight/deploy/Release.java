package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.util.Objects;

/**
 * What can be live: bytes and configuration.
 *
 * @param configHash SHA-256 in hexadecimal over the configuration the release is started with; empty before that is known
 */
public record Release(ReleaseId id, ImageDigest digest, String commit, String configHash) {
    public Release {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(configHash, "configHash");
    }

    /** The same bytes with this configuration. */
    Release with(ReleaseConfig config) {
        return new Release(id, digest, commit, config.hash());
    }

    @Override public String toString() {
        return id.value();
    }
}
