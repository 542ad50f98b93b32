package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** haproxy.cfg on disk. Its first line tells whether a person changed it since it was written. */
public final class ConfigFile {
    private static final String MARK = "# Written by greenlight router init; sha256 of the lines below: ";
    private static final Duration CHECK = Duration.ofSeconds(20);

    private final Path file;
    private final CommandRunner commands;

    public ConfigFile(Path file, CommandRunner commands) {
        this.file = file.toAbsolutePath();
        this.commands = commands;
    }

    /** HAProxy on this host, where it is usually installed. */
    public static Optional<Path> haproxy() {
        return Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin").map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable).findFirst();
    }

    /**
     * Writes the configuration, and the map unless there is one: that says who is live.
     *
     * @param force   whether a file that somebody else wrote or changed is replaced; it is kept as FILE.before-greenlight
     * @param haproxy checks it before it is in place; empty for no check
     * @throws IOException when the file is somebody else's, HAProxy does not take it, or it cannot be written; it is then as it
     *         was
     */
    public void write(HaproxyConfig config, boolean force, Optional<Path> haproxy) throws IOException, InterruptedException {
        boolean foreign = Files.exists(file) && !untouched();
        if (foreign && !force) {
            throw new IOException(file + " was not written by greenlight router init, or was changed since. Expected no file"
                    + " there, or one as it was written. Use --force, which keeps it as " + saved().getFileName() + ", or give"
                    + " another file with --out.");
        }
        var map = Path.of(config.site().map());
        Files.createDirectories(map.getParent());
        Files.createDirectories(file.getParent());
        if (Files.notExists(map)) {
            new MapFile(map, Forcing.DISK).write(config.nobody());
        }
        if (foreign) {
            Files.copy(file, saved(), StandardCopyOption.REPLACE_EXISTING);
        }
        replace(MARK + Sha256.of(config.text()) + "\n" + config.text(), haproxy);
    }

    private Path saved() {
        return file.resolveSibling(file.getFileName() + ".before-greenlight");
    }

    private boolean untouched() throws IOException {
        var lines = Files.readString(file).split("\n", 2);
        return lines.length == 2 && lines[0].equals(MARK + Sha256.of(lines[1]));
    }

    private void replace(String text, Optional<Path> haproxy) throws IOException, InterruptedException {
        var draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(draft, text);
            if (haproxy.isPresent()) {
                check(haproxy.get(), draft);
            }
            Forcing.DISK.force(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            Forcing.DISK.force(file.getParent());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void check(Path haproxy, Path draft) throws IOException, InterruptedException {
        var checked = commands.run(Command.of(file.getParent(), CHECK, haproxy.toString(), "-c", "-f", draft.toString()));
        if (!checked.succeeded()) {
            throw new IOException(haproxy + " -c refused the configuration with exit code " + checked.exitCode() + ": "
                    + (checked.output() + checked.errors()).strip() + " Expected HAProxy 2.4 or newer. " + file
                    + " was not changed.");
        }
    }
}
