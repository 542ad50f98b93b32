package io.jenkins.plugins.greenlight.stage.image.build;

import io.jenkins.plugins.greenlight.oci.Platform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What every builder is told.
 *
 * @param name       of the image, without registry and tag; for messages and what is kept to be quicker
 * @param platforms  each once; none: the one that the builder itself runs on
 * @param labels     of the image, sorted
 * @param sourceDate of every file and of the image, as SOURCE_DATE_EPOCH or the builder's own rule says; empty when nobody does
 * @param archive    to be written: an OCI archive with one root, an index when there are several platforms
 * @param scratch    a folder of this build's own, which is there and is deleted after it
 */
public record BuildOrder(String name, List<Platform> platforms, Map<String, String> labels, Optional<Instant> sourceDate, Path archive,
                         Path scratch) {
    public BuildOrder {
        Objects.requireNonNull(name, "name");
        platforms = List.copyOf(platforms);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        Objects.requireNonNull(sourceDate, "sourceDate");
        Objects.requireNonNull(archive, "archive");
        Objects.requireNonNull(scratch, "scratch");
    }

    /** What Greenlight itself keeps in a workspace: no image is made of it, and it changes with every run. */
    public static Path own(Path workspace) {
        return workspace.resolve("target/greenlight");
    }
}
