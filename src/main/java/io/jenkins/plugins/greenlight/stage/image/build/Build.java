package io.jenkins.plugins.greenlight.stage.image.build;

/** How an image is built, in the words of one builder. */
public interface Build {
    /** The same without a login of its own, and without leaving a cache for the builds of others. */
    default Build keepingNothing() {
        return this;
    }
}
