package io.jenkins.plugins.greenlight.stage.image.build;

/** How an image is built, in the words of one builder. */
public interface Build { }
