package io.jenkins.plugins.greenlight.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A folder that one piece of work needs while it lasts: nobody else may read it, and it is gone with all that is in it when this is
 * closed. What a killed process left goes with the next of its kind.
 */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    /**
     * @param below where the folder is made, and this with it when it is not there
     * @param kind  the beginning of its name, small letters and dashes
     */
    public static ScratchFolder open(Path below, String kind, Daemons daemons) throws IOException {
        Files.createDirectories(below);
        removeOrphans(below, kind, daemons);
        var self = daemons.self();
        var name = kind + "-" + self.pid() + "-" + self.startMillis() + "-" + UUID.randomUUID();
        return new ScratchFolder(Files.createDirectory(below.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    private static void removeOrphans(Path below, String kind, Daemons daemons) throws IOException {
        var form = Pattern.compile(Pattern.quote(kind) + "-(\\d{1,18})-(\\d{1,18})-[0-9a-f-]{36}");
        try (var all = Files.list(below)) {
            for (var each : (Iterable<Path>) all::iterator) {
                var named = form.matcher(each.getFileName().toString());
                if (named.matches()
                        && !daemons.alive(new Daemons.Daemon("", Long.parseLong(named.group(1)), Long.parseLong(named.group(2))))) {
                    WholeFolder.delete(each);
                }
            }
        }
    }

    public Path path() {
        return path;
    }

    /** Again does nothing more. */
    @Override public void close() throws IOException {
        WholeFolder.delete(path);
    }
}
