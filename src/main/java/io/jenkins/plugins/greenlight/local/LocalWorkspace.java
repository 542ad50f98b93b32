package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder of this machine. */
public final class LocalWorkspace implements Workspace {
    private static final Duration GIT_PATIENCE = Duration.ofMinutes(1);
    private static final Set<String> NEVER = Set.of(".git");
    private static final Set<String> NO_SOURCE = Set.of(".git", "target", "node_modules");

    private final Path root;
    private final CommandRunner commands;

    /** @param commands runs git */
    public LocalWorkspace(Path root, CommandRunner commands) {
        this.root = root.toAbsolutePath().normalize();
        this.commands = commands;
    }

    @Override public Path root() {
        return root;
    }

    @Override public Path resolve(String path) throws IOException {
        var resolved = parsed(path);
        if (Path.of(path).isAbsolute()) {
            return resolved;
        }
        if (!resolved.startsWith(root)) {
            throw leadsOut(path, "it climbs out");
        }
        var present = resolved;
        while (!Files.exists(present, LinkOption.NOFOLLOW_LINKS) && !present.equals(root)) {
            present = present.getParent();
        }
        if (Files.isSymbolicLink(present) && !Files.exists(present)) {
            throw leadsOut(path, "the link " + present + " leads nowhere");
        }
        if (!present.toRealPath().startsWith(root.toRealPath())) {
            throw leadsOut(path, "the link in it leads to " + present.toRealPath());
        }
        return resolved;
    }

    @Override public List<Path> find(List<String> globs) throws IOException {
        var patterns = globs(globs);
        return new FileWalk(root, NEVER).find(patterns);
    }

    @Override public Optional<Instant> newestSource(List<String> globs) throws IOException, InterruptedException {
        var patterns = globs(globs);
        var tracked = tracked();
        var files = tracked.isEmpty() ? new FileWalk(root, NO_SOURCE).find(patterns)
                : tracked.stream().filter(path -> patterns.stream().anyMatch(glob -> glob.matches(path))).map(root::resolve).toList();
        Optional<Instant> newest = Optional.empty();
        for (var file : files) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
                var changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
                newest = newest.filter(before -> !before.isBefore(changed)).or(() -> Optional.of(changed));
            }
        }
        return newest;
    }

    /** Relative to the root. Empty when git is not here, tracks nothing here, or tells more than is kept of its output. */
    private List<String> tracked() throws InterruptedException {
        try {
            var result = commands.run(Command.of(root, GIT_PATIENCE, "git", "-c", "core.fsmonitor=false", "ls-files", "-z",
                    "--recurse-submodules"));
            var complete = result.output().getBytes(StandardCharsets.UTF_8).length < LocalCommands.OUTPUT_LIMIT - 3;
            var names = Arrays.stream(result.output().split("\0")).filter(name -> !name.isEmpty()).toList();
            names.forEach(root::resolve);
            return result.succeeded() && complete ? names : List.of();
        } catch (IOException | InvalidPathException e) {
            return List.of(); // no git, or a name this JVM cannot spell: then all files count
        }
    }

    private List<Glob> globs(List<String> texts) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("The workspace " + root + " is no directory. Expected the folder with the commit's files.");
        }
        var globs = new ArrayList<Glob>();
        for (var text : texts) {
            globs.add(GlobBelow.of(root, text));
        }
        return globs;
    }

    private Path parsed(String path) throws IOException {
        try {
            return root.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("\"" + path + "\" is no path: " + e.getReason() + ". Expected one below " + root + ".", e);
        }
    }

    private IOException leadsOut(String path, String how) {
        return new IOException("\"" + path + "\" is not in the workspace " + root + ": " + how
                + ". Expected a path below it; write an absolute one to name a file elsewhere.");
    }
}
