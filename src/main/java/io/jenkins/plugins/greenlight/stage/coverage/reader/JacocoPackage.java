package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceBuffer;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceCollector;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open package: which file its classes stand in, which of its files the lines are of. */
final class JacocoPackage {
    /** Something of a class whose file is not known yet. @param method empty for the class itself */
    private record Pending(String type, String method, boolean entered) { }

    private final SourceCollector files;
    private final WorkspacePaths paths;
    private final Map<String, SourceName> names = new HashMap<>();
    private final Map<String, String> fileOfStem = new HashMap<>();
    private final Map<String, List<Pending>> pending = new HashMap<>();
    private String name = "";
    private String module = "";
    private SourceBuffer source;
    private String unknownStem = "";

    JacocoPackage(SourceCollector files, WorkspacePaths paths) {
        this.files = files;
        this.paths = paths;
    }

    static String dotted(String name) {
        return name.replace('/', '.');
    }

    void open(String packageName, String group) {
        name = packageName;
        module = group;
    }

    void source(String file) {
        source = file(file);
        fileOfStem.putIfAbsent(stem(file), file);
    }

    /** @param file empty when the report does not say in which one it is */
    void type(String className, String file) {
        String simple = className.substring(className.lastIndexOf('/') + 1);
        int nested = simple.indexOf('$', 1);
        unknownStem = file.isEmpty() ? nested < 0 ? simple : simple.substring(0, nested) : "";
        if (!file.isEmpty()) {
            source = file(file);
        }
    }

    void line(int number, int covered, int missed, int coveredBranches, int missedBranches) {
        source.line(number, covered > 0, covered, missed, coveredBranches, missedBranches);
    }

    void method(String type, String method, boolean entered) {
        add(new Pending(type, method, entered));
    }

    void ended(String type, boolean entered) {
        add(new Pending(type, "", entered));
        unknownStem = "";
    }

    /** Classes for which there is no file to be found go under their own name. */
    void close() {
        pending.forEach((stem, all) -> {
            var file = file(fileOfStem.getOrDefault(stem, stem));
            all.forEach(one -> put(file, one));
        });
        pending.clear();
        fileOfStem.clear();
        names.clear();
    }

    private void add(Pending one) {
        if (unknownStem.isEmpty()) {
            put(source, one);
        } else {
            pending.computeIfAbsent(unknownStem, stem -> new ArrayList<>()).add(one);
        }
    }

    private static void put(SourceBuffer file, Pending one) {
        if (one.method.isEmpty()) {
            file.type(one.entered, one.type);
        } else {
            file.method(one.entered, one.type, one.method);
        }
    }

    private SourceBuffer file(String file) {
        return files.file(names.computeIfAbsent(file, this::named));
    }

    /** Several modules may have a file of this name, each in a report of its own, that names none. */
    private SourceName named(String file) {
        String path = name.isEmpty() ? file : name + "/" + file;
        return new SourceName(path, module, module.isEmpty() ? paths.module(path) : "", dotted(name));
    }

    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
