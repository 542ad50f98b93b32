package io.jenkins.plugins.greenlight.stage.image;

import java.util.List;
import java.util.Objects;

/**
 * Where an image goes that passed its gate.
 *
 * @param repository {@code HOST[:PORT]/PATH}, without a tag
 * @param tags       each a tag or a form with {@code {commit}} (its first 12 digits) or {@code {version}} in it; {@code latest} is
 *                   one only when it stands here
 */
public record PushConfig(String repository, List<String> tags) {
    public static final String COMMIT = "{commit}";
    public static final String VERSION = "{version}";

    public PushConfig {
        Objects.requireNonNull(repository, "repository");
        tags = List.copyOf(tags);
    }
}
