package io.jenkins.plugins.greenlight.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Docker Engine of the tests' own, started once for all of them: its own data, socket and bridge, no rule in the machine's
 * firewall. Gone when the tests end, with its containers, mounts and processes.
 */
public final class PrivateDocker {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static PrivateDocker shared;
    private static String missing = "";

    private final Path folder;
    private final String bridge;
    private final List<String> more;
    private Process process;

    public PrivateDocker(String... more) throws IOException {
        this.folder = Files.createTempDirectory(Path.of("/tmp"), "gl");
        this.bridge = "gl" + Long.toString(ProcessHandle.current().pid(), 36) + Integer.toString(System.identityHashCode(this) % 1296, 36);
        this.more = List.of(more);
    }

    /** The one that all tests of this JVM share; skips the test, with the reason, where there can be none. */
    public static synchronized PrivateDocker ready() throws Exception {
        if (shared == null && missing.isEmpty()) {
            missing = reason().orElse("");
            if (missing.isEmpty()) {
                shared = begin();
            }
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
        return shared;
    }

    private static PrivateDocker begin() throws Exception {
        var docker = new PrivateDocker();
        Runtime.getRuntime().addShutdownHook(new Thread(docker::close));
        try {
            docker.start();
        } catch (IOException e) {
            missing = "No Docker Engine starts on this machine: " + e.getMessage();
        }
        return docker;
    }

    public static Optional<String> reason() {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("A private Docker Engine needs root.");
        }
        for (var program : List.of("dockerd", "containerd", "runc", "ip")) {
            if (Stream.of(System.getenv("PATH").split(":")).noneMatch(bin -> Files.isExecutable(Path.of(bin, program)))) {
                return Optional.of("There is no " + program + " in PATH (Debian: docker.io, iproute2).");
            }
        }
        return Optional.empty();
    }

    public String host() {
        return "unix://" + socket();
    }

    public Path socket() {
        return folder.resolve("s");
    }

    /** Returns when it answers. */
    public void start() throws IOException, InterruptedException {
        bridge();
        var deadline = Instant.now().plus(DEADLINE);
        launch();
        while (!answers()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("it did not come up: " + log());
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                if (Instant.now().isAfter(deadline.minus(DEADLINE.dividedBy(2)))) {
                    throw new IOException("it ends: " + log());
                }
                launch(); // what a killed one left behind is not gone yet
            }
        }
    }

    private void launch() throws IOException {
        Files.deleteIfExists(folder.resolve("pid"));
        var argv = new ArrayList<>(List.of("dockerd", "--host=" + host(), "--data-root=" + folder.resolve("d"), "--exec-root=" + folder.resolve("e"),
                "--pidfile=" + folder.resolve("pid"), "--bridge=" + bridge, "--iptables=false", "--ip-masq=false", "--ip-forward=false",
                "--containerd-namespace=" + bridge, "--containerd-plugins-namespace=" + bridge + "p", "--shutdown-timeout=2", "--log-level=warn"));
        argv.addAll(more);
        process = new ProcessBuilder(argv).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
    }

    private void bridge() throws IOException, InterruptedException {
        if (Files.exists(Path.of("/sys/class/net", bridge))) {
            return;
        }
        MountedFolder.run(Map.of(), "ip", "link", "add", bridge, "type", "bridge");
        MountedFolder.run(Map.of(), "ip", "addr", "add", "172.30." + (ProcessHandle.current().pid() + System.identityHashCode(this)) % 250 + ".1/24", "dev", bridge);
        MountedFolder.run(Map.of(), "ip", "link", "set", bridge, "up");
    }

    private boolean answers() throws IOException {
        try (var engine = DockerEngine.at(host())) {
            return engine.act("answer", client -> client.infoCmd().exec()) != null;
        } catch (EngineException e) {
            return false;
        }
    }

    /** SIGKILL. What runs in containers is left to itself. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As a service is stopped: its containers with it. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private String log() throws IOException {
        var lines = Files.exists(folder.resolve("log")) ? Files.readAllLines(folder.resolve("log")) : List.<String>of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** All of it goes, whatever state it is in. */
    public void close() {
        try {
            if (process != null && process.isAlive()) {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
                process.destroyForcibly().waitFor();
            }
            for (var left : ProcessHandle.allProcesses().filter(each -> Arrays.toString(each.info().arguments().orElse(new String[0]))
                    .contains(folder.toString() + "/")).toList()) {
                left.destroyForcibly();
                left.onExit().get(10, TimeUnit.SECONDS);
            }
            if (Files.exists(Path.of("/sys/class/net", bridge))) {
                MountedFolder.run(Map.of(), "ip", "link", "del", bridge);
            }
            MountedFolder.remove(folder);
        } catch (Exception e) {
            throw new IllegalStateException("The private Docker Engine in " + folder + " is not all gone", e);
        }
    }
}
