package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be delivered, and how far.
 *
 * @param stages  those to run; the order is the stages' own
 * @param commit  full hash; empty when there is none
 * @param release its name when it is given; else made of commit and digest
 * @param digest  of an image built before; a run that builds one uses its own
 * @param archive of that image; else where the configuration has it
 * @param nonce   to be repeated in the report and with each deployment in the journal; empty for none
 * @param output  the run's own folder: what a stage writes goes into one of its own in it, named after the stage
 * @param leftOut what was not asked for though it is configured, and why, for the report; empty for nothing
 */
public record Order(Set<StageId> stages, String commit, Optional<ReleaseId> release, Optional<ImageDigest> digest,
                    Optional<Path> archive, String nonce, Path output, String leftOut) {
    public Order {
        stages = Set.copyOf(stages);
    }

    /** With nothing left out. */
    public Order(Set<StageId> stages, String commit, Optional<ReleaseId> release, Optional<ImageDigest> digest, Optional<Path> archive,
                 String nonce, Path output) {
        this(stages, commit, release, digest, archive, nonce, output, "");
    }
}
