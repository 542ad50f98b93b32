package io.jenkins.plugins.greenlight.finding.suppression;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;

/**
 * Puts the path of a finding into the form that patterns are written in: parted by slashes, relative, without {@code .} and
 * {@code ..}. For comparing alone; nothing is ever opened by it.
 */
final class ReportPath {
    private static final String FILE_SCHEME = "file:";
    private final String root;

    /** @param workspace an absolute path below it is relative to it */
    ReportPath(Path workspace) {
        String path = workspace.toAbsolutePath().normalize().toString().replace('\\', '/');
        root = path.endsWith("/") ? path : path + "/";
    }

    /** Empty for an empty one. What leads out of where it is relative to keeps its {@code ..} at the front. */
    String normal(String file) {
        String path = withoutScheme(file.replace('\\', '/'));
        String normal = isPlain(path) ? path : resolved(path);
        boolean absolute = path.startsWith("/") || path.length() > 1 && path.charAt(1) == ':';
        if (absolute) {
            String full = path.startsWith("/") ? "/" + normal : normal;
            return full.startsWith(root) ? full.substring(root.length()) : normal;
        }
        return normal;
    }

    private static String withoutScheme(String path) {
        if (!path.regionMatches(true, 0, FILE_SCHEME, 0, FILE_SCHEME.length())) {
            return path;
        }
        String rest = path.substring(FILE_SCHEME.length());
        String local = rest.toLowerCase(Locale.ROOT).startsWith("//localhost/") ? rest.substring("//localhost".length())
                : rest.startsWith("//") ? rest.substring(2) : rest;
        return local.length() > 2 && local.charAt(0) == '/' && local.charAt(2) == ':' ? local.substring(1) : local;
    }

    /** Most are, and need no work. */
    private static boolean isPlain(String path) {
        return !path.startsWith("/") && !path.startsWith("./") && !path.startsWith("../") && !path.contains("//") && !path.contains("/./")
                && !path.contains("/../") && !path.endsWith("/.") && !path.endsWith("/..") && !path.equals(".") && !path.equals("..");
    }

    private static String resolved(String path) {
        var names = new ArrayDeque<String>();
        for (String name : path.split("/")) {
            boolean up = name.equals("..");
            if (up && !names.isEmpty() && !names.peekLast().equals("..")) {
                names.removeLast();
            } else if (up ? !path.startsWith("/") : !name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return String.join("/", names);
    }
}
