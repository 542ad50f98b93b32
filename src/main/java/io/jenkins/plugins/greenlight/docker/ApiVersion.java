package io.jenkins.plugins.greenlight.docker;

import com.github.dockerjava.api.model.Version;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which version of its API an engine is spoken to in. It must be pinned: docker-java negotiates none. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** The first with an init process and mounts: Docker 1.13. */
    static final ApiVersion LOWEST = new ApiVersion(1, 25);
    /** What this code was written for; Docker 29 speaks nothing older. */
    static final ApiVersion HIGHEST = new ApiVersion(1, 44);
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Empty when it is none. */
    static Optional<ApiVersion> of(String text) {
        var form = FORM.matcher(text == null ? "" : text);
        return form.matches() ? Optional.of(new ApiVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /** @throws EngineException when this is no Docker Engine, or one too old */
    static ApiVersion pinned(Version version, String host) throws EngineException {
        var newest = of(version.getApiVersion()).orElseThrow(() -> new EngineException("What answers at " + host + " is no Docker"
                + " Engine: it names no version of an API. Expected one. Look at the configured docker host.", 0, null));
        if (newest.compareTo(LOWEST) < 0) {
            throw new EngineException("The Docker Engine " + version.getVersion() + " at " + host + " speaks version " + newest
                    + " of its API. Expected " + LOWEST + " or newer, which Docker has since 1.13. Update it.", 0, null);
        }
        var oldest = of(version.getMinAPIVersion()).orElse(LOWEST);
        if (oldest.compareTo(HIGHEST) > 0) {
            return oldest;
        }
        return newest.compareTo(HIGHEST) < 0 ? newest : HIGHEST;
    }

    @Override public int compareTo(ApiVersion other) {
        return Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor).compare(this, other);
    }

    @Override public String toString() {
        return major + "." + minor;
    }
}
