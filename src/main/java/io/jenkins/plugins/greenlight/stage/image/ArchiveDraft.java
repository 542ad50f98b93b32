package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.port.Daemons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The place beside an archive where it is written, on the same disk: it appears whole or not at all. What a killed build left of
 * one, gigabytes perhaps, goes with the next build.
 */
final class ArchiveDraft implements AutoCloseable {
    private final Path folder;
    private final String name;

    private ArchiveDraft(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Makes the archive's folder when there is none. */
    static ArchiveDraft of(Path archive, Daemons daemons) throws IOException {
        var folder = Files.createDirectories(archive.toAbsolutePath().getParent());
        var start = "." + archive.getFileName() + ".";
        removeOrphans(folder, start, daemons);
        var self = daemons.self();
        return new ArchiveDraft(folder, start + self.pid() + "-" + self.startMillis() + "-" + UUID.randomUUID() + ".tmp");
    }

    /** Also what writers put beside it under a name of their own, made of this one's. */
    private static void removeOrphans(Path folder, String start, Daemons daemons) throws IOException {
        var form = Pattern.compile("\\.?" + Pattern.quote(start) + "(\\d{1,18})-(\\d{1,18})-[0-9a-f-]{36}\\.tmp.*");
        try (var all = Files.list(folder)) {
            for (var each : (Iterable<Path>) all::iterator) {
                var named = form.matcher(each.getFileName().toString());
                if (named.matches() && !daemons.alive(new Daemons.Daemon("", Long.parseLong(named.group(1)), Long.parseLong(named.group(2))))) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** Nothing is there yet. */
    Path path() {
        return folder.resolve(name);
    }

    @Override public void close() throws IOException {
        Files.deleteIfExists(path());
    }
}
