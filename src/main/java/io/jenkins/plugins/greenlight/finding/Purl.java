package io.jenkins.plugins.greenlight.finding;

import io.jenkins.plugins.greenlight.finding.Purl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A package URL, {@code pkg:TYPE/NAMESPACE/NAME@VERSION?KEY=VALUE#SUBPATH}, decoded.
 *
 * @param namespace parted by slashes; empty for none
 * @param version   empty for none
 * @param subpath   empty for none
 */
public record Purl(String type, String namespace, String name, String version, Map<String, String> qualifiers, String subpath) {
    private static final String SCHEME = "pkg:";
    /** Whose names are the same in upper and lower case. */
    private static final Set<String> CASELESS = Set.of("pypi", "npm", "golang", "github", "bitbucket", "composer", "hex", "deb",
            "apk", "rpm", "oci", "nuget");

    public Purl {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(subpath, "subpath");
        qualifiers = Collections.unmodifiableMap(new TreeMap<>(qualifiers));
    }

    /** Empty when the text is no package URL with a type and a name. */
    public static Optional<Purl> parse(String text) {
        if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            return parsed(text.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a percent sign with no two digits behind it
        }
    }

    private static Optional<Purl> parsed(String text) {
        String[] subpath = cut(text, text.indexOf('#'));
        String[] query = cut(subpath[0], subpath[0].indexOf('?'));
        String path = trimmed(query[0]);
        int at = path.lastIndexOf('@');
        String[] version = cut(path, at > path.lastIndexOf('/') + 1 ? at : -1);
        int first = version[0].indexOf('/');
        int last = version[0].lastIndexOf('/');
        if (first < 1 || last == version[0].length() - 1) {
            return Optional.empty();
        }
        String type = version[0].substring(0, first).toLowerCase(Locale.ROOT);
        String namespace = first == last ? "" : trimmed(decoded(version[0].substring(first + 1, last)));
        String name = decoded(version[0].substring(last + 1));
        return name.isBlank() ? Optional.empty() : Optional.of(new Purl(type, same(type, namespace), same(type, name), decoded(version[1]),
                qualifiers(query[1]), trimmed(decoded(subpath[1]))));
    }

    /** Without a version it covers all, without qualifiers or a subpath it covers any. */
    public boolean covers(Purl other) {
        return name.equals(other.name) && type.equals(other.type) && namespace.equals(other.namespace)
                && (version.isEmpty() || version.equals(other.version)) && (subpath.isEmpty() || subpath.equals(other.subpath))
                && other.qualifiers.entrySet().containsAll(qualifiers.entrySet());
    }

    /** For people: {@code group:artifact} of Maven, else {@code namespace/name}. */
    public String title() {
        return title(type, namespace, name);
    }

    /** @param namespace empty for none */
    public static String title(String type, String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + (type.equalsIgnoreCase("maven") ? ":" : "/") + name;
    }

    /** What two of the same package share, whatever their versions. */
    public String coordinates() {
        return type + "/" + namespace + "/" + name;
    }

    private static Map<String, String> qualifiers(String query) {
        var all = new TreeMap<String, String>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                all.put(pair.substring(0, equals).toLowerCase(Locale.ROOT), decoded(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    /** PyPI takes dash, underscore and dot for one. */
    private static String same(String type, String name) {
        String one = CASELESS.contains(type) ? name.toLowerCase(Locale.ROOT) : name;
        return type.equals("pypi") ? one.replace('_', '-').replace('.', '-') : one;
    }

    /** Before and behind the character there; all and nothing for -1. */
    private static String[] cut(String text, int at) {
        return at < 0 ? new String[] {text, ""} : new String[] {text.substring(0, at), text.substring(at + 1)};
    }

    /** Without slashes at the ends. */
    private static String trimmed(String path) {
        int from = 0;
        int to = path.length();
        while (from < to && path.charAt(from) == '/') {
            from++;
        }
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        return path.substring(from, to);
    }

    /** As it is when a percent sign has no two digits behind it. */
    public static String decode(String text) {
        try {
            return decoded(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** @throws IllegalArgumentException when a percent sign has no two digits behind it */
    private static String decoded(String text) {
        return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
