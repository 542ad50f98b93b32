package io.jenkins.plugins.greenlight.stage.coverage.change;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a diff adds to files and rewrites in them.
 *
 * @param lines  by path, with the numbers that lines have after the change; only files in which there are some
 * @param opaque files that changed in a way that the diff does not tell by line: git holds them for binary
 */
public record Changes(Map<String, LineRanges> lines, Set<String> opaque) {
    public Changes {
        lines = Collections.unmodifiableMap(new TreeMap<>(lines));
        opaque = Collections.unmodifiableSet(new TreeSet<>(opaque));
    }

    public boolean isEmpty() {
        return lines.isEmpty() && opaque.isEmpty();
    }
}
