package io.jenkins.plugins.greenlight.port;

import java.util.regex.Pattern;

/** The name a release answers to: given to its process, sent back in a header. */
public record ReleaseId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** @throws IllegalArgumentException unless 1 to 63 letters, digits, dots, dashes or underscores */
    public ReleaseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is not a release id. Expected 1 to 63 letters, digits, dots,"
                    + " dashes or underscores, the first a letter or digit.");
        }
    }

    /** The first 12 of the commit, a dash, the first 8 of the digest. */
    public static ReleaseId of(String commit, ImageDigest digest) {
        return new ReleaseId(commit.substring(0, Math.min(12, commit.length())) + "-" + digest.hex().substring(0, 8));
    }

    @Override public String toString() {
        return value;
    }
}
