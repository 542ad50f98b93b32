package io.jenkins.plugins.greenlight.stage.image.build;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a builder made.
 *
 * @param archive  read back from the file
 * @param contents what each layer brings, in words, by the layer's digest in the archive; a layer may be missing
 * @param base     what it was built on; empty for nothing, or when the builder cannot say
 */
public record BuiltImage(OciArchive archive, Map<String, String> contents, Optional<Base> base) {
    public BuiltImage {
        Objects.requireNonNull(archive, "archive");
        contents = Map.copyOf(contents);
        Objects.requireNonNull(base, "base");
    }

    /**
     * @param name    as the person wrote it, e.g. {@code debian:12-slim}
     * @param diffIds by the platform's text, of the base image's layers, the lowest first
     */
    public record Base(String name, Map<String, List<String>> diffIds) {
        public Base {
            Objects.requireNonNull(name, "name");
            diffIds = Map.copyOf(diffIds);
        }

        /** How many of the image's lowest layers are the base image's. */
        public int layersOf(OciImage image) {
            var own = diffIds.getOrDefault(image.platform().toString(), List.of());
            int same = 0;
            while (same < own.size() && same < image.diffIds().size() && own.get(same).equals(image.diffIds().get(same))) {
                same++;
            }
            return same;
        }
    }
}
