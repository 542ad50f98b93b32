package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A workspace of a test: just a folder. */
public record FolderWorkspace(Path root) implements Workspace {
    @Override public Path resolve(String path) throws IOException {
        var resolved = root.resolve(path).normalize();
        if (!Path.of(path).isAbsolute() && !resolved.startsWith(root)) {
            throw new IOException(path + " climbs out of " + root);
        }
        return resolved;
    }

    @Override public List<Path> find(List<String> globs) {
        throw new UnsupportedOperationException();
    }

    @Override public Optional<Instant> newestSource(List<String> globs) {
        throw new UnsupportedOperationException();
    }
}
