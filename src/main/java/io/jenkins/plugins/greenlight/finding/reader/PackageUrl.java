package io.jenkins.plugins.greenlight.finding.reader;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * {@code pkg:type/namespace/name@version?qualifiers#subpath}, as far as a finding needs it.
 *
 * @param name    with its namespace, as that type writes it: {@code group:artifact} of Maven, else {@code namespace/name}
 * @param version empty when it has none
 */
record PackageUrl(String name, String version) {
    private static final String SCHEME = "pkg:";

    static boolean isOne(String text) {
        return text.startsWith(SCHEME) && text.indexOf('/') > 0;
    }

    /** @param text one that is a package URL */
    static PackageUrl of(String text) {
        String rest = before(before(text.substring(SCHEME.length()), '#'), '?');
        int type = rest.indexOf('/');
        String path = type < 0 ? rest : rest.substring(type + 1);
        int at = path.lastIndexOf('@');
        boolean versioned = at > 0 && path.indexOf('/', at) < 0;
        String name = versioned ? path.substring(0, at) : path;
        int last = name.lastIndexOf('/');
        return new PackageUrl(last < 0 ? decoded(name)
                : join(rest.substring(0, Math.max(0, type)), decoded(name.substring(0, last)), decoded(name.substring(last + 1))),
                versioned ? decoded(path.substring(at + 1)) : "");
    }

    /** A package's whole name. @param group empty for none */
    static String join(String type, String group, String name) {
        return group.isEmpty() ? name : group + (type.equalsIgnoreCase("maven") ? ":" : "/") + name;
    }

    /** As it is when it is not encoded rightly. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
