package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(Json.write(new TreeMap<>(environment)).getBytes(StandardCharsets.UTF_8));
            return new Release(id, digest, commit, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override public String toString() {
        return id.value();
    }
}
