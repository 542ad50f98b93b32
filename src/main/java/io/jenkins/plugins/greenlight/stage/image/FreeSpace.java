package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Whether a build can be begun: it is found out before, not in the middle of it. */
final class FreeSpace {
    private FreeSpace() { }

    /**
     * @param places that the build writes to; one that is not there yet stands for the folder above it
     * @param least  in bytes, on each of their disks
     */
    static void check(Collection<Path> places, long least) throws StageException {
        for (var place : places) {
            long free = free(place);
            if (free < least) {
                throw new StageException("The image was not built: the disk of " + place + " has " + Unit.ofBytes(free)
                        + " free. Expected at least "
                        + Unit.ofBytes(least)
                        + " (image.minimumFree). Free some: old images and build caches of a Docker Engine go with docker"
                        + " system prune, those of a workspace with its target folder.");
            }
        }
    }

    private static long free(Path place) throws StageException {
        try {
            return Files.getFileStore(existing(place)).getUsableSpace();
        } catch (IOException e) {
            throw new StageException("The image was not built: nobody says how much is free on the disk of " + place + ": " + e.getMessage()
                    + ". Expected a disk that can be looked at. Check that it is there.", e);
        }
    }

    private static Path existing(Path place) {
        var at = place.toAbsolutePath();
        while (at.getParent() != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }
}
