package io.jenkins.plugins.greenlight.stage.image.build;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.nio.file.Path;
import java.util.List;

/** Makes an image out of the workspace. */
public interface ImageBuilder {
    /**
     * Leaves nothing behind but the archive and what makes the next build quicker, also when it fails or is interrupted.
     *
     * @throws StageException when the image cannot be built: what happened, what was expected, what to do
     */
    BuiltImage build(BuildOrder order, Ports ports) throws StageException, InterruptedException;

    /** Where the build needs space on a disk of this machine, beside the workspace; none when it is not known. */
    default List<Path> disks(Ports ports) throws InterruptedException {
        return List.of();
    }
}
