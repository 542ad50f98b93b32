package io.jenkins.plugins.greenlight.port;

import java.util.regex.Pattern;

/** Names an image by its bytes: the SHA-256 of its OCI manifest, {@code sha256:} and 64 hexadecimal digits. */
public record ImageDigest(String value) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    /** @throws IllegalArgumentException for anything else, a tag above all */
    public ImageDigest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is not an image digest. Expected sha256: and 64 hexadecimal"
                    + " digits; a tag can move and is not accepted.");
        }
    }

    /** The 64 digits. */
    public String hex() {
        return value.substring("sha256:".length());
    }

    @Override public String toString() {
        return value;
    }
}
