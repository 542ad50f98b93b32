package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.stream.Stream;

/** Which section of greenlight.yaml is which stage's. */
public final class StageSections {
    private StageSections() { }

    /** Whether the configuration has the stage's section. */
    public static boolean has(GreenlightConfig config, StageId id) {
        return switch (id) {
            case SECURITY -> config.security().isPresent();
            case COVERAGE -> config.coverage().isPresent();
            case IMAGE -> config.image().isPresent();
            case LOAD -> config.loadTest().isPresent();
            case STAGING -> config.staging().isPresent();
            case PRODUCTION -> config.production().isPresent();
            case NOTIFY -> config.notification().isPresent();
        };
    }

    /** The key of the stage's section. */
    public static String key(StageId id) {
        return switch (id) {
            case SECURITY, COVERAGE, IMAGE, STAGING, PRODUCTION -> id.word();
            case LOAD -> "loadTest";
            case NOTIFY -> "notification";
        };
    }

    /** @throws IllegalArgumentException when no stage has such a section */
    public static StageId stage(String key) {
        return Stream.of(StageId.values()).filter(id -> key(id).equals(key)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is no section of a stage."));
    }
}
