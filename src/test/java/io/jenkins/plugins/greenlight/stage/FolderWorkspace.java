package io.jenkins.plugins.greenlight.stage;

import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A workspace in a folder of a test, whose newest source is as old as the test says. */
public final class FolderWorkspace implements Workspace, Log {
    private final Path root;
    private final List<String> warnings = new ArrayList<>();
    private Optional<Instant> newestSource = Optional.empty();
    private boolean broken;

    public FolderWorkspace(Path root) {
        this.root = root;
    }

    public FolderWorkspace newestSource(Instant changed) {
        newestSource = Optional.of(changed);
        return this;
    }

    public FolderWorkspace broken() {
        broken = true;
        return this;
    }

    /** Written at the given moment. */
    public FolderWorkspace with(String name, String text, Instant written) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(written));
        return this;
    }

    public Ports ports() {
        return new Ports(null, null, this, null, this, Clock.systemUTC(), null);
    }

    public List<String> warnings() {
        return warnings;
    }

    @Override public Path root() {
        return root;
    }

    @Override public Path resolve(String path) {
        return root.resolve(path);
    }

    @Override public List<Path> find(List<String> globs) throws IOException {
        if (broken) {
            throw new IOException("the disk is gone");
        }
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).filter(file -> globs.stream().anyMatch(glob -> FileSystems.getDefault()
                    .getPathMatcher("glob:" + glob).matches(root.relativize(file)))).sorted().toList();
        }
    }

    @Override public Optional<Instant> newestSource(List<String> globs) {
        return newestSource;
    }

    @Override public void info(String line) { }

    @Override public void warn(String line) {
        warnings.add(line);
    }
}
