package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reports say of files of one path: of one file, unless something tells that there are several. */
final class SamePath {
    private record Place(String module, String folder) {
        static Place of(SourceLines file) {
            return new Place(file.name().module(), file.name().folder());
        }
    }

    /** Mostly the only one: of a large report there are many of these. */
    private SourceLines first;
    private Map<Place, SourceLines> others = Map.of();
    private int lastReport;
    private boolean severalModules;

    /** @param report its number */
    void add(SourceLines file, int report) {
        severalModules |= report == lastReport;
        lastReport = report;
        if (first == null) {
            first = file;
        } else if (Place.of(first).equals(Place.of(file))) {
            first = first.merge(file);
        } else {
            others = others.isEmpty() ? new LinkedHashMap<>() : others;
            others.merge(Place.of(file), file, SourceLines::merge);
        }
    }

    /**
     * Those in several folders are several, as are the modules of one report. Groups are named as their builds like: where no
     * report has two of this path they mean the same file. What names neither is of the one there is, or the first.
     */
    List<SourceLines> settled() {
        if (others.isEmpty()) {
            return List.of(first);
        }
        var files = new ArrayList<SourceLines>(others.size() + 1);
        files.add(first);
        files.addAll(others.values());
        var all = new ArrayList<>(files.stream().filter(SamePath::isInFolder).toList());
        var modules = new ArrayList<>(files.stream().filter(file -> !isInFolder(file) && !file.name().module().isEmpty())
                .toList());
        if (!severalModules && modules.size() > 1) {
            var one = modules.stream().reduce(SourceLines::merge).orElseThrow();
            modules.clear();
            modules.add(one);
        }
        int folders = all.size();
        boolean single = folders == 1 && modules.size() == 1;
        modules.forEach(module -> join(all, folders, module, single));
        files.stream().filter(file -> !isInFolder(file) && file.name().module().isEmpty()).forEach(file ->
                join(all, all.size(), file, true));
        return all;
    }

    private static boolean isInFolder(SourceLines file) {
        return !file.name().folder().isEmpty();
    }

    /** @param among so many of the first */
    private static void join(List<SourceLines> all, int among, SourceLines file, boolean single) {
        for (int i = 0; i < among; i++) {
            if (single || isNamedLike(all.get(i).name().folder(), file.name().module())) {
                all.set(i, all.get(i).merge(file));
                return;
            }
        }
        all.add(file);
    }

    private static boolean isNamedLike(String folder, String module) {
        return !module.isEmpty() && ("/" + folder).endsWith("/" + module.substring(module.lastIndexOf('/') + 1));
    }
}
