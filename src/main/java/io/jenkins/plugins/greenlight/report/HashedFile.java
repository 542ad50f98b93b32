package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.report.DeliveryReport.Artifact;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a stage's file holds right after the stage. */
public final class HashedFile {
    private HashedFile() { }

    /**
     * Its path is relative to the workspace where it lies inside, else absolute.
     *
     * @param workspace the root of the commit's files
     * @throws IOException when it is gone or cannot be read
     */
    public static Artifact of(StageId stage, StageFile file, Path workspace) throws IOException {
        var path = file.path().toAbsolutePath().normalize();
        String name = path.startsWith(workspace) ? slashed(workspace.relativize(path)) : path.toString();
        long bytes = Files.size(path);
        String sha256 = file.sha256().isPresent() ? file.sha256().get() : Sha256.of(path);
        return new Artifact(name, sha256, file.mediaType(), OptionalLong.of(bytes), Optional.of(stage));
    }

    /** On any system; a backslash in a name stays what it is. */
    private static String slashed(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false).map(Path::toString).collect(Collectors.joining("/"));
    }

    /** Whether a run's list can name it: it lies in the workspace, and its name has nothing in it that hides what it is. */
    public static boolean listed(Artifact artifact) {
        return RunArtifacts.inside(artifact.path());
    }
}
