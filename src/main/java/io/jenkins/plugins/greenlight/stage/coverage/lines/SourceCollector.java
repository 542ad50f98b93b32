package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of one report while it is read. Files of one path in two modules are two. */
public final class SourceCollector {
    private record Key(String path, String module) { }

    private final LineScratch scratch = new LineScratch();
    private final Map<Key, SourceBuffer> files = new LinkedHashMap<>();
    private SourceBuffer open;

    /** The file to go on with, until the next one is asked for. */
    public SourceBuffer file(SourceName name) {
        if (open == null || !open.name().path().equals(name.path()) || !open.name().module().equals(name.module())) {
            leave();
            open = files.computeIfAbsent(new Key(name.path(), name.module()), key -> new SourceBuffer(name, scratch));
            scratch.own(open);
        }
        return open;
    }

    /** All, in the order they came; the collector is empty then. */
    public List<SourceLines> files() {
        leave();
        var all = files.values().stream().map(buffer -> buffer.read(buffer.name())).toList();
        files.clear();
        return all;
    }

    private void leave() {
        if (open != null) {
            open.rest();
            open = null;
        }
    }
}
