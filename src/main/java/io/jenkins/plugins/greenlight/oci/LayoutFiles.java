package io.jenkins.plugins.greenlight.oci;

/** Where things lie in an archive of the OCI layout. */
public final class LayoutFiles {
    public static final String INDEX = "index.json";
    public static final String VERSION = "oci-layout";
    /** What the file {@link #VERSION} says. */
    public static final String VERSION_TEXT = "{\"imageLayoutVersion\":\"1.0.0\"}";

    private LayoutFiles() { }

    /** @param digest {@code sha256:…} */
    public static String blob(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }
}
