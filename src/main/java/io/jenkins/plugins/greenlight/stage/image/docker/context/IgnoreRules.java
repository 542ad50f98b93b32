package io.jenkins.plugins.greenlight.stage.image.docker.context;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What of a folder is not sent to an engine: of the lines that match a path, or a folder above it, the last one counts. */
final class IgnoreRules {
    static final IgnoreRules NONE = new IgnoreRules(List.of());

    private final List<IgnorePattern> patterns;

    private IgnoreRules(List<IgnorePattern> patterns) {
        this.patterns = patterns;
    }

    /** @param source the file, for messages
     *  @throws IOException naming the line that is no pattern */
    static IgnoreRules read(String text, String source) throws IOException {
        var patterns = new ArrayList<IgnorePattern>();
        var lines = text.replaceFirst("^\uFEFF", "").split("\r?\n", -1);
        for (int at = 0; at < lines.length; at++) {
            var line = lines[at].strip();
            if (lines[at].startsWith("#") || line.isEmpty()) {
                continue;
            }
            try {
                patterns.add(IgnorePattern.of(line));
            } catch (IllegalArgumentException e) {
                throw new IOException(source + ":" + (at + 1) + " is \"" + line + "\": " + e.getMessage()
                        + ". Expected a pattern such as"
                        + " target/**, *.log or !keep.txt. Correct the line.", e);
            }
        }
        return new IgnoreRules(patterns);
    }

    /** @param path below the context, parted by slashes */
    boolean ignores(String path) {
        boolean ignored = false;
        for (var pattern : patterns) {
            if (pattern.isException() == ignored && matchesWithParents(pattern, path)) {
                ignored = !ignored;
            }
        }
        return ignored;
    }

    /** Whether something in a folder that is ignored may be wanted all the same. */
    boolean maySpare(String folder) {
        return patterns.stream().anyMatch(pattern -> pattern.isException() && pattern.mayMatchBelow(folder));
    }

    private static boolean matchesWithParents(IgnorePattern pattern, String path) {
        boolean matches = pattern.matches(path);
        for (int slash = path.indexOf('/'); !matches && slash > 0; slash = path.indexOf('/', slash + 1)) {
            matches = pattern.matches(path.substring(0, slash));
        }
        return matches;
    }
}
