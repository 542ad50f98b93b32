package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.parse.Glob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A pattern for files below a folder. */
final class GlobBelow {
    private GlobBelow() { }

    /** @throws IOException when it is malformed or leads out of the root */
    static Glob of(Path root, String text) throws IOException {
        var glob = text.startsWith("/") ? relative(root, text) : text.startsWith("./") ? text.substring(2) : text;
        if (List.of(glob.split("/", -1)).contains("..")) {
            throw new IOException("The pattern \"" + text + "\" may lead out of the workspace " + root
                    + ". Expected one without \"..\".");
        }
        if (glob.isEmpty()) {
            throw new IOException("The pattern \"" + text + "\" is empty. Expected one for files below " + root
                    + ", such as target/**/*.xml.");
        }
        try {
            return Glob.of(glob);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String relative(Path root, String text) throws IOException {
        for (var folder : List.of(root, root.toRealPath())) {
            if (text.startsWith(folder + "/")) {
                return text.substring(folder.toString().length() + 1);
            }
        }
        throw new IOException("The pattern \"" + text + "\" is outside the workspace " + root
                + ". Expected one relative to it, or below it.");
    }
}
