package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.docker.MountedFolder;
import io.jenkins.plugins.greenlight.local.Eventually;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real buildkitd of the test's own, with its own data, socket and cgroup, and buildx with a builder {@value #BUILDER} on it. Skips
 * the test, with the reason, where there is none. Gone when it is closed and when the JVM ends, with all that ran in its builds.
 */
final class PrivateBuildkit implements AutoCloseable {
    static final String BUILDER = "private";

    private final Path folder;
    private final Path buildx;
    private final String daemon;
    private final String cgroup;
    private final Thread atEnd = new Thread(this::end);
    private Process process;

    private PrivateBuildkit(Path buildx, String daemon) throws Exception {
        this.buildx = buildx;
        this.daemon = daemon;
        this.folder = Files.createTempDirectory(Path.of("/tmp"), "glbk");
        this.cgroup = folder.getFileName().toString();
        Runtime.getRuntime().addShutdownHook(atEnd);
        start();
        MountedFolder.run(Map.of("BUILDX_CONFIG", config().toString(), "HOME", folder.toString()), buildx.toString(), "create", "--name", BUILDER, "--driver", "remote",
                "unix://" + socket());
    }

    /** Returns when it answers. */
    static PrivateBuildkit ready() throws Exception {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "A private buildkitd needs root.");
        var busybox = Path.of("/bin/busybox");
        Assumptions.assumeTrue(Files.exists(busybox), "There is no static /bin/busybox to build from (Debian: busybox-static).");
        Assumptions.assumeTrue(found("runc", "").isPresent(), "There is no runc in PATH (Debian: runc).");
        return new PrivateBuildkit(program("buildx", "GREENLIGHT_BUILDX"), program("buildkitd", "GREENLIGHT_BUILDKITD").toString());
    }

    private static Path program(String name, String variable) {
        var found = found(name, variable);
        Assumptions.assumeTrue(found.isPresent(), "There is no " + name + " in " + variable + ", PATH and target/scanners (dev/builders makes it).");
        return found.orElseThrow();
    }

    private static Optional<Path> found(String name, String variable) {
        var named = Optional.ofNullable(System.getenv(variable)).map(Path::of);
        var folders = Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("target/scanners"));
        return named.or(() -> folders.map(each -> Path.of(each, name).toAbsolutePath()).filter(Files::isExecutable).findFirst());
    }

    /** The program of the tests. */
    Path buildx() {
        return buildx;
    }

    /** Where buildx finds the builder. */
    Path config() {
        return folder.resolve("buildx");
    }

    private Path socket() {
        return folder.resolve("s");
    }

    private void start() throws Exception {
        var config = Files.writeString(folder.resolve("config.toml"), "[worker.oci]\n  defaultCgroupParent = \"" + cgroup + "\"\n");
        process = new ProcessBuilder(daemon, "--config", config.toString(), "--root", folder.resolve("root").toString(), "--addr", "unix://" + socket(),
                "--oci-worker-binary=runc", "--containerd-worker=false", "--oci-worker-net=host", "--otel-socket-path", folder.resolve("o").toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Eventually.until("buildkitd listens or ends", () -> !process.isAlive() || Files.exists(socket()));
        if (!process.isAlive()) {
            var said = Files.readString(folder.resolve("log"));
            close();
            Assumptions.abort("No buildkitd starts on this machine: " + said);
        }
    }

    /** SIGKILL: builds break off. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What runs in builds now. */
    List<ProcessHandle> running() throws IOException {
        var running = new ArrayList<ProcessHandle>();
        for (var group : groups()) {
            var processes = group.resolve("cgroup.procs");
            for (var pid : Files.exists(processes) ? Files.readAllLines(processes) : List.<String>of()) {
                ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).ifPresent(running::add);
            }
        }
        return running;
    }

    /** Deepest first. */
    private List<Path> groups() throws IOException {
        var root = Path.of("/sys/fs/cgroup");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                if (path.toString().contains("/" + cgroup)) {
                    found.add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult visitFileFailed(Path path, IOException problem) {
                return FileVisitResult.CONTINUE; // others' groups come and go
            }
        });
        found.sort(Comparator.reverseOrder());
        return found;
    }

    @Override public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atEnd);
    }

    private void end() {
        try {
            process.destroy(); // waits for builds, so those must be over
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
            for (var left : running()) {
                left.destroyForcibly();
                left.onExit().get(20, TimeUnit.SECONDS);
            }
            for (var group : groups()) {
                Files.deleteIfExists(group);
            }
            MountedFolder.remove(folder);
        } catch (Exception e) {
            throw new IllegalStateException("The private buildkitd in " + folder + " is not all gone", e);
        }
    }
}
