package io.jenkins.plugins.greenlight.stage;

import java.util.Arrays;
import java.util.Optional;

/** The seven, in order. */
public enum StageId {
    SECURITY("security", "Security scan"),
    COVERAGE("coverage", "Coverage gate"),
    IMAGE("image", "Image"),
    LOAD("load", "Load test"),
    STAGING("staging", "Staging"),
    PRODUCTION("production", "Production"),
    NOTIFY("notify", "Notify");

    private final String word;
    private final String title;

    StageId(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** The subcommand and the id in reports. */
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    public static Optional<StageId> of(String word) {
        return Arrays.stream(values()).filter(id -> id.word.equals(word)).findFirst();
    }
}
