package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a release is started with beside its bytes: with them it makes what is live, and comes back with them.
 *
 * @param environment all that the release's process sees beside PORT and GREENLIGHT_RELEASE
 * @param files       absolute path inside the instance to the file of the workspace that stands there; once planned, to
 *                    {@code sha256:HEX} of the snapshot in the state
 * @param secrets     name to {@code SECRET@VERSION}; the value is never written down, only the version
 */
public record ReleaseConfig(Map<String, String> environment, Map<String, String> files, Map<String, String> secrets) {
    public ReleaseConfig {
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
        secrets = Map.copyOf(secrets);
    }

    public static ReleaseConfig of(Map<String, String> environment) {
        return new ReleaseConfig(environment, Map.of(), Map.of());
    }

    /** SHA-256 in hexadecimal over all of it; of files their content, of secrets their versions. */
    String hash() {
        if (files.isEmpty() && secrets.isEmpty()) {
            return Sha256.of(Json.write(new TreeMap<>(environment)));
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("environment", new TreeMap<>(environment));
        all.put("files", new TreeMap<>(files));
        all.put("secrets", new TreeMap<>(secrets));
        return Sha256.of(Json.write(all));
    }
}
