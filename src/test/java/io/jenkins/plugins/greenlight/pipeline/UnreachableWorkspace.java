package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A workspace whose scanners' reports lie on a disk that is gone. */
record UnreachableWorkspace(Workspace real) implements Workspace {
    @Override public Path root() {
        return real.root();
    }

    @Override public Path resolve(String path) throws IOException {
        return real.resolve(path);
    }

    @Override public List<Path> find(List<String> globs) throws IOException {
        if (globs.contains("scan.sarif")) {
            throw new IOException("the disk is gone");
        }
        return real.find(globs);
    }

    @Override public Optional<Instant> newestSource(List<String> globs) throws IOException, InterruptedException {
        return real.newestSource(globs);
    }
}
