package io.jenkins.plugins.greenlight.stage.coverage.change;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a diff says, while it is read. */
final class ChangesBuilder {
    private final Map<String, LineRanges> lines = new HashMap<>();
    private final Set<String> opaque = new HashSet<>();
    private String file = "";
    private boolean inside;

    /** The lines that follow are of this file. @throws IllegalArgumentException when there were lines of it before */
    void enter(String path) {
        if (lines.containsKey(path)) {
            throw new IllegalArgumentException("it changes \"" + path + "\" twice.");
        }
        file = path;
        inside = true;
    }

    /** The lines that follow are of a file that is no more. */
    void leave() {
        file = "";
        inside = false;
    }

    /** Of a file that is no more, too. */
    void enterGone() {
        file = "";
        inside = true;
    }

    boolean isInFile() {
        return inside;
    }

    /** @throws IllegalArgumentException when it does not come after the lines that were added before */
    void add(int first, int last) {
        if (!file.isEmpty()) {
            lines.computeIfAbsent(file, path -> new LineRanges()).add(first, last);
        }
    }

    void opaque(String path) {
        opaque.add(path);
    }

    Changes built() {
        return new Changes(lines, opaque);
    }
}
