package io.jenkins.plugins.greenlight.port;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The folder with the commit's files and what its build wrote. */
public interface Workspace {
    Path root();

    /** A path below the root, given relative to it, or an absolute one.
     * @throws IOException when a relative one climbs out of the root */
    Path resolve(String path) throws IOException;

    /** Files below the root that match any of the globs ({@code **} crosses folders), sorted, each once. Links to
     * outside the root do not match. */
    List<Path> find(List<String> globs) throws IOException;

    /**
     * When a source was last changed: the newest modification time of the files tracked by git that match the globs,
     * or of all files that match where there is no git. Empty when there are none.
     */
    Optional<Instant> newestSource(List<String> globs) throws IOException, InterruptedException;
}
