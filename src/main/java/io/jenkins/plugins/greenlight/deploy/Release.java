package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What can be live: bytes and configuration.
 *
 * @param configHash SHA-256 in hexadecimal over the environment the release is started with; empty before that is known
 */
public record Release(ReleaseId id, ImageDigest digest, String commit, String configHash) {
    public Release {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(configHash, "configHash");
    }

    /** The same bytes with this environment. */
    Release with(Map<String, String> environment) {
        return new Release(id, digest, commit, Sha256.of(Json.write(new TreeMap<>(environment))));
    }

    @Override public String toString() {
        return id.value();
    }
}
