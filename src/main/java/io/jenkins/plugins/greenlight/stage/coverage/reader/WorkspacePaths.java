package io.jenkins.plugins.greenlight.stage.coverage.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the file of the workspace that a report means, so that reports written on several machines, or by several packages of
 * one repository, speak of the same file by the same name. Only looks whether files are there, and only inside the workspace.
 */
final class WorkspacePaths {
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_ROOTS = 256;
    private static final int MAX_LOOKUPS = 2_000_000;

    private final Path root;
    private final List<String> folders = new ArrayList<>();
    private final Set<String> roots = new LinkedHashSet<>();
    private final Map<String, Set<String>> candidates = new HashMap<>();
    private List<String> sources;
    private int lookups;

    /**
     * @param root   of the workspace; null to take the paths as the report has them
     * @param report relative paths are looked for in its folder and the folders above it, the nearest first, and after each where it
     *               ends like that folder: {@code coverage/packages/a} is of {@code packages/a}
     */
    WorkspacePaths(Path root, Path report) {
        this.root = root;
        if (root != null && report.startsWith(root)) {
            for (var folder = report.getParent(); folder != null && folder.startsWith(root); folder = folder.getParent()) {
                String name = slashes(root.relativize(folder).toString());
                folders.add(name.isEmpty() ? "" : name + "/");
                ends(name);
            }
        } else {
            folders.add("");
        }
    }

    private void ends(String folder) {
        for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
            folders.add(folder.substring(slash + 1) + "/");
        }
    }

    /**
     * Of a file that is named by its package: the nearest folder above the report that has it among its sources.
     *
     * @return empty for the workspace itself, and when there is none
     */
    String module(String path) {
        for (String sources : sources()) {
            if (isFile(sources + path)) {
                return above(sources);
            }
        }
        return "";
    }

    /** The folder that its "src" lies in. */
    private String above(String folder) {
        return folders.stream().filter(one -> folder.startsWith(one + "src/")).findFirst().map(one -> one.isEmpty() ? one
                : one.substring(0, one.length() - 1)).orElse("");
    }

    private List<String> sources() {
        if (sources == null) {
            sources = new ArrayList<>();
            (root == null ? List.<String>of() : folders).forEach(above -> sources(above + "src/", 2));
        }
        return sources;
    }

    /** The folder and those in it where packages may begin, as {@code src/main/java} and {@code src/commonMain/kotlin}; no tests. */
    private void sources(String folder, int deeper) {
        if (++lookups > MAX_LOOKUPS || sources.size() > MAX_ROOTS || !Files.isDirectory(root.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        sources.add(folder);
        if (deeper > 0) {
            try (var inside = Files.list(root.resolve(folder))) {
                inside.map(one -> one.getFileName().toString()).filter(name -> !name.startsWith("test")).sorted()
                        .forEach(name -> sources(folder + name + "/", deeper - 1));
            } catch (IOException e) {
                return; // not to be read: nothing is found there
            }
        }
    }

    /** Where the report says that its files lie. Of very many only the first count. */
    void root(String place) {
        if (roots.size() < MAX_ROOTS && roots.add(slashes(place))) {
            candidates.clear();
        }
    }

    /** @return relative to the workspace when it is there, else as reported, with slashes */
    String find(String reported) {
        String path = slashes(reported);
        int slash = path.lastIndexOf('/') + 1;
        String name = path.substring(slash);
        for (String folder : folders(path.substring(0, slash))) {
            if (isFile(folder + name)) {
                return folder + name;
            }
        }
        return path;
    }

    boolean hasSeveralRoots() {
        return roots.size() > 1;
    }

    /** Every file of the workspace that a relative name may mean, since it lies below several places that the report names. */
    Set<String> below(String reported) {
        var found = new LinkedHashSet<String>();
        for (String place : isAbsolute(slashes(reported)) || root == null ? Set.<String>of() : roots) {
            String path = slashes(reported);
            var inside = new LinkedHashSet<String>();
            within(place + "/" + path.substring(0, path.lastIndexOf('/') + 1), inside);
            inside.stream().map(folder -> folder + path.substring(path.lastIndexOf('/') + 1)).filter(this::isFile).findFirst().ifPresent(found::add);
        }
        return found;
    }

    /** Of the workspace, in which a file of that folder may lie. */
    private Set<String> folders(String folder) {
        if (root == null) {
            return Set.of();
        }
        return candidates.computeIfAbsent(folder, key -> {
            var all = new LinkedHashSet<String>();
            if (!isAbsolute(folder)) {
                roots.forEach(place -> within(place + "/" + folder, all));
            }
            within(folder, all);
            return all;
        });
    }

    private void within(String folder, Set<String> all) {
        if (!isAbsolute(folder)) {
            folders.forEach(above -> add(above + folder, all));
            return;
        }
        String rest = folder.substring(folder.indexOf('/') + 1);
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            add(rest, all);
            int slash = rest.indexOf('/');
            if (slash < 0) {
                return;
            }
            rest = rest.substring(slash + 1);
        }
    }

    private void add(String folder, Set<String> all) {
        try {
            var place = root.resolve(folder).normalize();
            if (++lookups < MAX_LOOKUPS && place.startsWith(root) && Files.isDirectory(place)) {
                String name = slashes(root.relativize(place).toString());
                all.add(name.isEmpty() ? "" : name + "/");
            }
        } catch (InvalidPathException e) {
            return;
        }
    }

    private boolean isFile(String path) {
        try {
            var file = root.resolve(path).normalize();
            return file.startsWith(root) && Files.isRegularFile(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/';
    }

    private static String slashes(String path) {
        return path.replace('\\', '/');
    }
}
