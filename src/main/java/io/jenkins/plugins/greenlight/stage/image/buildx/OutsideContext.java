package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder for secrets that no COPY can take: what lies in the context of a build, {@code COPY . .} takes into the image, and the
 * folders of a workspace mostly lie in it.
 */
final class OutsideContext {
    private static final String KIND = "buildx";

    private OutsideContext() { }

    /**
     * @param scratch this process's own; taken when it is outside
     * @throws IOException when there is no place outside, with what to do
     */
    static ScratchFolder open(Path context, Path scratch, Daemons daemons) throws IOException {
        return open(context, scratch, Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"), daemons);
    }

    static ScratchFolder open(Path context, Path scratch, Path temporary, String user, Daemons daemons) throws IOException {
        var sent = context.toRealPath();
        if (!scratch.toRealPath().startsWith(sent)) {
            return ScratchFolder.open(scratch, KIND, daemons);
        }
        if (temporary.toRealPath().startsWith(sent)) {
            throw new IOException("the context " + context + " holds " + scratch + " and " + temporary
                    + " as well. Expected a place outside of"
                    + " it for secrets, which COPY would take into the image. Name a smaller image.build.context, or start Greenlight with"
                    + " -Djava.io.tmpdir=FOLDER.");
        }
        return ScratchFolder.open(own(temporary.resolve("greenlight-" + user), scratch), KIND, daemons);
    }

    /** In a folder that others may write to, somebody else may have made it. */
    private static Path own(Path folder, Path ours) throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            boolean own = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours));
            if (!own) {
                throw new IOException(folder
                        + " is there and is no folder of this user. Expected one, for the secrets of a build. Remove it.", e);
            }
        }
        return folder;
    }
}
