package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What an image runs on, in the words of the OCI specification.
 *
 * @param os           e.g. {@code linux}
 * @param architecture e.g. {@code amd64}, {@code arm64}
 * @param variant      e.g. {@code v7}; empty for none
 */
public record Platform(String os, String architecture, String variant) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9]{1,32})/([a-z0-9]{1,32})(?:/([a-z0-9.]{1,32}))?");

    public Platform {
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(variant, "variant");
    }

    /** @throws IllegalArgumentException unless {@code OS/ARCHITECTURE} or {@code OS/ARCHITECTURE/VARIANT} */
    public static Platform of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no platform. Expected OS/ARCHITECTURE, e.g. linux/amd64 or"
                    + " linux/arm64/v8.");
        }
        return new Platform(form.group(1), form.group(2), form.group(3) == null ? "" : form.group(3));
    }

    /** As an index or an image's configuration says it; what is left out there is empty. */
    public static Platform of(Node node) {
        return new Platform(text(node, "os"), text(node, "architecture"), text(node, "variant"));
    }

    private static String text(Node node, String key) {
        return node.find(key).map(Node::text).orElse("");
    }

    /** This machine's, as containers see it: Linux, whatever runs the containers. */
    public static Platform here() {
        return ofMachine("linux", System.getProperty("os.arch"));
    }

    /** @param machine as Java or the kernel names it, e.g. {@code x86_64} or {@code aarch64} */
    public static Platform ofMachine(String os, String machine) {
        return new Platform(os, switch (machine) {
            case "aarch64" -> "arm64";
            case "x86_64" -> "amd64";
            default -> machine;
        }, "");
    }

    /** Whether what was built for it runs on the other: a variant that either leaves open fits any. */
    public boolean runsOn(Platform other) {
        return os.equals(other.os) && architecture.equals(other.architecture)
                && (variant.isEmpty() || other.variant.isEmpty() || variant.equals(other.variant));
    }

    /** As it may stand in a file's name: {@code linux-arm64-v8}. */
    public String word() {
        return toString().replace('/', '-');
    }

    @Override public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
