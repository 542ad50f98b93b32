package io.jenkins.plugins.greenlight.stage;

import java.util.List;

/** What a stage saw. */
public interface StageFacts {
    /** The same as a document that any report can draw. */
    StageReport report();

    /** What it read or made, each once; empty for a stage that leaves and judges no file. */
    default List<StageFile> files() {
        return List.of();
    }
}
