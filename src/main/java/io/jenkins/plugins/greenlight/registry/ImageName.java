package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Mask;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place for images, without tag and digest: {@code 127.0.0.1:5055/team/shop}.
 *
 * @param registry   host and, where it is written, port; in lower case
 * @param repository such as {@code team/shop}
 */
public record ImageName(String registry, String repository) {
    /** Where Docker Hub's short names lead. */
    public static final String DOCKER_HUB = "registry-1.docker.io";
    private static final Set<String> HUB_NAMES = Set.of("docker.io", "index.docker.io", DOCKER_HUB);
    private static final int LONGEST = 255;
    private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9.-]*|\\[[0-9a-f:]+]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final Pattern TWO_MARKS = Pattern.compile("\\.[._-]|_[.-]|-[._]|___");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9]+:[0-9a-fA-F]+");
    private static final String EXPECTED = " Expected a registry and a repository such as registry.example.com/team/shop.";

    public ImageName {
        if (!isRegistry(registry)) {
            throw new IllegalArgumentException("\"" + registry
                    + "\" is no registry. Expected a host, or a host and a port from 1 to 65535 such as"
                    + " registry.example.com:5000.");
        }
        for (var part : repository.split("/", -1)) {
            if (!PART.matcher(part).matches() || endsInMark(part) || TWO_MARKS.matcher(part).find()) {
                throw new IllegalArgumentException("\"" + repository
                        + "\" is no repository. Expected names of a-z and 0-9, parted by single slashes, with . _ __ or -"
                        + " between two letters or digits, such as team/shop.");
            }
        }
        if (registry.length() + 1 + repository.length() > LONGEST) {
            throw new IllegalArgumentException("\"" + registry + "/" + repository + "\" has more than " + LONGEST
                    + " characters. Registries take no longer name: shorten it.");
        }
    }

    private static boolean isRegistry(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        var host = hasPort ? text.substring(0, colon) : text;
        var port = hasPort ? text.substring(colon + 1) : "443";
        return HOST.matcher(host).matches() && !endsInMark(host) && PORT.matcher(port).matches() && Integer.parseInt(port) >= 1
                && Integer.parseInt(port) <= 65_535;
    }

    private static boolean endsInMark(String text) {
        return ".-_".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /**
     * Reads a name as people write it; one without a registry is Docker Hub's, as everywhere.
     *
     * @throws IllegalArgumentException for anything else, a tag or a digest in it too; the message says what to write
     */
    public static ImageName parse(String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("\"" + text + "\" is no name of an image." + EXPECTED);
        }
        if (text.contains("://")) {
            throw new IllegalArgumentException("\"" + Mask.address(text) + "\" is an address." + EXPECTED
                    + " Leave out all up to ://; plain HTTP is for registries that image.registry.insecure names.");
        }
        checkBare(text);
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("\"" + text + "\" has letters in upper case, which registries refuse. Write \""
                    + text.toLowerCase(Locale.ROOT) + "\".");
        }
        var registry = namedRegistry(text);
        var rest = registry.map(named -> text.substring(named.length() + 1)).orElse(text);
        return registry.filter(named -> !HUB_NAMES.contains(named)).map(named -> new ImageName(named, rest)).orElseGet(() -> hub(rest));
    }

    /** What stands before the repository in an image's name, with tag or digest or without; empty where Docker Hub is meant. */
    public static Optional<String> namedRegistry(String image) {
        var first = image.substring(0, Math.max(0, image.indexOf('/')));
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? Optional.of(first) : Optional.empty();
    }

    private static ImageName hub(String repository) {
        return new ImageName(DOCKER_HUB, repository.contains("/") ? repository : "library/" + repository);
    }

    private static void checkBare(String text) {
        int at = text.indexOf('@');
        if (at >= 0 && !DIGEST.matcher(text.substring(at + 1)).matches()) {
            throw new IllegalArgumentException("The name of an image has an @ in it (" + text.length()
                    + " characters, not repeated here)."
                    + EXPECTED + " Users and passwords are image.registry.user and image.registry.password.");
        }
        if (at >= 0) {
            throw new IllegalArgumentException("\"" + text + "\" has a digest in it. The digest is the built image's own: write"
                    + " \"" + text.substring(0, at) + "\".");
        }
        int colon = text.lastIndexOf(':');
        if (colon > text.lastIndexOf('/')) {
            throw new IllegalArgumentException("\"" + text + "\" has a tag in it. Write \"" + text.substring(0, colon)
                    + "\", and \"" + text.substring(colon + 1) + "\" among the tags.");
        }
    }

    /** @return the tag
     *  @throws IllegalArgumentException when registries would refuse it */
    public static String checkedTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("\"" + tag + "\" is no tag. Expected 1 to 128 letters, digits, _ . and -, the"
                    + " first of them no . or -, such as 1.4.2.");
        }
        return tag;
    }

    /** As it is written: registry, slash, repository. */
    @Override public String toString() {
        return registry + "/" + repository;
    }
}
