package io.jenkins.plugins.greenlight.deploy.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Folders with all below them. Links are never followed. */
final class Trees {
    private Trees() { }

    /** Makes the names in every folder survive a power cut; the files' bytes must be forced by who wrote them. */
    static void force(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
                forceFolder(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void forceFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** @param mode the nine permission bits; the rest is dropped */
    static void permit(Path path, int mode) throws IOException {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var permission : PosixFilePermission.values()) {
            if ((mode >> 8 - permission.ordinal() & 1) == 1) {
                permissions.add(permission);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }

    /** The nine bits of a file, folder or link. */
    static int mode(Set<PosixFilePermission> permissions) {
        return permissions.stream().mapToInt(permission -> 1 << 8 - permission.ordinal()).sum();
    }
}
