package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an image's archive is written. An archive that lies there is replaced; what somebody may miss is not. */
final class ArchivePlace {
    /** What every tar archive that builders write has in its first header. */
    private static final String MARK = "ustar";
    private static final int MARK_AT = 257;

    private ArchivePlace() { }

    /** @throws StageException when something else than an archive is there */
    static void check(Path archive) throws StageException {
        try {
            if (Files.exists(archive) && !isArchive(archive)) {
                throw new StageException("The image was not built: image.archive is " + archive + ", and what is there is no archive."
                        + " Expected nothing there, or the image of an earlier build, which is replaced. Name another file in image.archive.");
            }
        } catch (IOException e) {
            throw new StageException("The image was not built: image.archive is " + archive + ", and what is there cannot be read (" + e
                    + "). Expected nothing there, or the image of an earlier build. Look at it, or name another file.", e);
        }
    }

    private static boolean isArchive(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            var begin = new String(in.readNBytes(MARK_AT + MARK.length()), StandardCharsets.ISO_8859_1);
            return begin.isEmpty() || begin.startsWith(MARK, MARK_AT);
        }
    }
}
