package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.ArrayList;
import java.util.List;

/** What reports say of files of one path: of one file, unless something tells that there are several. */
final class SamePath {
    private final List<SourceLines> files = new ArrayList<>(1);
    private int lastReport;
    private boolean severalModules;

    /** @param report its number */
    void add(SourceLines file, int report) {
        severalModules |= report == lastReport;
        lastReport = report;
        for (int i = 0; i < files.size(); i++) {
            var name = files.get(i).name();
            if (name.module().equals(file.name().module()) && name.folder().equals(file.name().folder())) {
                files.set(i, files.get(i).merge(file));
                return;
            }
        }
        files.add(file);
    }

    /**
     * Those in several folders are several, as are the modules of one report. Groups are named as their builds like: where no
     * report has two of this path they mean the same file. What names neither is of the one there is, or the first.
     */
    List<SourceLines> settled() {
        if (files.size() == 1) {
            return files;
        }
        var all = new ArrayList<>(files.stream().filter(SamePath::isInFolder).toList());
        var modules = new ArrayList<>(files.stream().filter(file -> !isInFolder(file) && !file.name().module().isEmpty()).toList());
        if (!severalModules && modules.size() > 1) {
            var one = modules.stream().reduce(SourceLines::merge).orElseThrow();
            modules.clear();
            modules.add(one);
        }
        boolean single = all.size() == 1 && modules.size() == 1;
        modules.forEach(module -> join(all, module, single));
        files.stream().filter(file -> !isInFolder(file) && file.name().module().isEmpty()).forEach(file -> join(all, file, true));
        return all;
    }

    private static boolean isInFolder(SourceLines file) {
        return !file.name().folder().isEmpty();
    }

    private static void join(List<SourceLines> all, SourceLines file, boolean single) {
        for (int i = 0; i < all.size(); i++) {
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
