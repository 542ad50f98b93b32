package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files of the workspace reports speak of. They name files by package, below a folder of sources, or where they lay on
 * another machine: a name and a path belong together when one ends in the other. Where several files of the workspace end in
 * the name, the one in the folder of its module is meant; without such a one nobody knows, and nobody guesses.
 */
final class SourcePaths {
    /** Whose files may stand in folders that leave out the beginning of their package. */
    private static final Set<String> FREE_OF_FOLDERS = Set.of("kt", "kts", "scala", "groovy");
    private static final String JAVA = "java";
    /** Below it lie copies of sources, which are meant by the copies' names. */
    private static final String INSTALLED = "/site-packages/";

    private final String root;
    private final Map<String, List<String>> byName;
    private final Map<SourceLines, List<String>> places = new IdentityHashMap<>();
    private final Set<String> known = new HashSet<>();

    private SourcePaths(String root, Collection<String> paths) {
        this.root = root;
        this.byName = paths.stream().distinct().collect(Collectors.groupingBy(SourcePaths::name));
    }

    /** @param root  of the workspace
     *  @param paths of its files, relative to it */
    static SourcePaths of(String root, Collection<String> paths, Collection<SourceLines> reported) {
        var all = new SourcePaths(root.replace('\\', '/'), paths);
        reported.forEach(file -> all.put(file, all.whole(file.name())));
        reported.stream().filter(file -> all.places.get(file).isEmpty()).forEach(file -> all.put(file, all.part(file.name())));
        return all;
    }

    /** Relative to the workspace: none when it has no such file, several when nobody knows which of them it is. */
    List<String> of(SourceLines file) {
        return places.getOrDefault(file, List.of());
    }

    /** The one path, else as the report names it. */
    String shown(SourceLines file) {
        var all = of(file);
        return all.size() == 1 ? all.get(0) : normalized(file.path());
    }

    /** Whether some report may speak of this file of the workspace. */
    boolean isReported(String path) {
        return known.contains(path);
    }

    private void put(SourceLines file, List<String> found) {
        places.put(file, found);
        known.addAll(found);
    }

    private List<String> whole(SourceName name) {
        var path = normalized(name.path());
        var named = byName.getOrDefault(name(path), List.of());
        if (named.contains(path) || isItself(path)) {
            return List.of(path);
        }
        var longer = named.stream().filter(one -> one.endsWith("/" + path)).toList();
        if (longer.isEmpty()) {
            return longest(named.stream().filter(one -> path.endsWith("/" + one)).toList());
        }
        var own = longer.stream().filter(one -> name.folder().isEmpty() ? isIn(one, name.module())
                : one.startsWith(name.folder() + "/")).toList();
        return own.size() == 1 ? own : longer;
    }

    /** A file that is there and no source, such as one that was generated, is not a source that is called alike. */
    private boolean isItself(String path) {
        try {
            var file = Path.of(root).resolve(path).normalize();
            return !path.contains(INSTALLED) && !path.startsWith("/") && file.startsWith(root) && Files.isRegularFile(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** All of them are ends of one path: the longest tells most. */
    private static List<String> longest(List<String> ends) {
        return ends.stream().max((one, other) -> Integer.compare(one.length(), other.length())).map(List::of).orElse(List.of());
    }

    private static boolean isIn(String path, String module) {
        return !module.isEmpty() && ("/" + path).contains("/" + module.replace('\\', '/') + "/");
    }

    /** Where both end alike, one file of the workspace more than all others; in Java the folder is the package, and that must fit. */
    private List<String> part(SourceName name) {
        var path = normalized(name.path());
        int most = 0;
        var best = new ArrayList<String>();
        for (var one : extension(path).equals(JAVA) ? List.<String>of() : byName.getOrDefault(name(path), List.of())) {
            int common = common(one, path);
            if (common > most) {
                best.clear();
                most = common;
            }
            if (common == most && !known.contains(one)) {
                best.add(one);
            }
        }
        return most >= (FREE_OF_FOLDERS.contains(extension(path)) ? 1 : 2) ? List.copyOf(best) : List.of();
    }

    /** How many names their ends have in common. */
    private static int common(String one, String other) {
        var left = one.split("/");
        var right = other.split("/");
        int count = 0;
        while (count < left.length && count < right.length && left[left.length - 1 - count].equals(right[right.length - 1 - count])) {
            count++;
        }
        return count;
    }

    private String normalized(String path) {
        var slashed = path.replace('\\', '/');
        var inside = slashed.startsWith(root + "/") ? slashed.substring(root.length() + 1) : slashed;
        while (inside.startsWith("./")) {
            inside = inside.substring(2);
        }
        return inside;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Without the dot; empty when there is none. */
    static String extension(String path) {
        var name = name(path);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
