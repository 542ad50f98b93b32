package io.jenkins.plugins.greenlight.stage;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that a stage read to judge it, or made.
 *
 * @param mediaType such as {@code application/xml}; {@link #UNKNOWN} for what nobody could read
 * @param sha256    64 hexadecimal digits, where the stage knows what it wrote; empty when the file is to be asked
 */
public record StageFile(Path path, String mediaType, Optional<String> sha256) {
    public static final String UNKNOWN = "application/octet-stream";

    public StageFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(sha256, "sha256");
    }

    public static StageFile of(Path path, String mediaType) {
        return new StageFile(path, mediaType, Optional.empty());
    }
}
