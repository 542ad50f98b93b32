package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are there whole or not at all, also after a crash. */
public final class WholeFile {
    private WholeFile() { }

    /**
     * Writes UTF-8 beside the file, forces it to disk and renames it; makes the folder when there is none.
     *
     * @throws IOException when it cannot be written; the file is then what it was before
     */
    public static void write(Path file, String text) throws IOException {
        try (var draft = new DraftFile(file)) {
            draft.write(text.getBytes(StandardCharsets.UTF_8));
            draft.keep();
        }
    }

    /** As {@link #write}, with the bytes of another file. */
    public static void copy(Path from, Path file) throws IOException {
        try (var draft = new DraftFile(file)) {
            Files.copy(from, draft);
            draft.keep();
        }
    }
}
