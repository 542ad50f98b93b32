package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;

/** The map on disk, which HAProxy reads when it starts or is reloaded: one row. */
final class MapFile {
    private final Path file;
    private final Forcing forcing;

    MapFile(Path file, Forcing forcing) {
        this.file = file;
        this.forcing = forcing;
    }

    /** Whether a worker that starts now would send users there, and only there. */
    boolean says(String backend) throws IOException {
        return rows().equals(List.of(LiveMap.KEY + " " + backend));
    }

    /** Without comments and blank lines. @throws IOException when it is not there or cannot be read */
    List<String> rows() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IOException("The map file " + file + " cannot be read: " + e + ". Expected one row, \"live\" and a backend."
                    + " Without it HAProxy does not start again: write it with greenlight router init.", e);
        }
    }

    /** Replaces what it says; on disk when this returns, with the owner and the permissions of the file before.
     * @throws IOException when it cannot be written; it then says what it said before */
    void write(String backend) throws IOException {
        try {
            replace(Files.exists(file) ? file.toRealPath() : file, LiveMap.KEY + " " + backend + "\n");
        } catch (IOException e) {
            throw new IOException("The map file " + file + " cannot be replaced: " + e + ". Expected to write beside it and to"
                    + " rename, as the user " + System.getProperty("user.name") + ". Give this user the folder, and see that the"
                    + " disk has room.", e);
        }
    }

    private void replace(Path target, String text) throws IOException {
        var draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(draft, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (Files.exists(target)) {
                refuseReadOnly(target);
                inherit(target, draft);
            } else {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r-----"));
            }
            forcing.force(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            forcing.force(target.getParent());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A rename would not ask. */
    private static void refuseReadOnly(Path target) throws IOException {
        if (!Files.isWritable(target) || !Files.getPosixFilePermissions(target).contains(PosixFilePermission.OWNER_WRITE)) {
            throw new IOException("it is read-only");
        }
    }

    private static void inherit(Path from, Path to) throws IOException {
        var before = Files.getFileAttributeView(from, PosixFileAttributeView.class).readAttributes();
        var after = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        after.setPermissions(before.permissions());
        if (!after.readAttributes().owner().equals(before.owner())) {
            after.setOwner(before.owner());
        }
        if (!after.readAttributes().group().equals(before.group())) {
            after.setGroup(before.group());
        }
    }
}
