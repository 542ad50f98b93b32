package io.jenkins.plugins.greenlight.stage;

/** What a stage saw. */
public interface StageFacts {
    /** The same as a document that any report can draw. */
    StageReport report();
}
