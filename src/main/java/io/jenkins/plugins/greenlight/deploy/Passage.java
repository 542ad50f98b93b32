package io.jenkins.plugins.greenlight.deploy;

import java.time.Instant;
import java.util.Optional;

/**
 * What was the case in a deployment from when to when.
 *
 * @param from  empty: since before it began
 * @param until empty: still when it was told
 */
public record Passage(Optional<Instant> from, Optional<Instant> until, String what, Kind kind) {
    /** BEFORE and AFTER: the release that was live, the candidate; MOVING: users go from one to the other. */
    public enum Kind { PLAIN, BEFORE, AFTER, MOVING, GOOD, WARN, BAD, UNSURE }
}
