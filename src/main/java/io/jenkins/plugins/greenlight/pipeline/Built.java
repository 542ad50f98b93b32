package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.Release;
import java.nio.file.Path;

/** The image that stages 4 to 6 are about.
 *  @param archive where its bytes lie */
record Built(Release release, Path archive) { }
