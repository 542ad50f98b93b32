package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real HAProxy with a master, as its service runs it, on a configuration that {@code router init} wrote. */
public final class HaproxyProcess implements Closeable {
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static final Duration ANSWER = Duration.ofSeconds(5);
    private final Path config;
    private final Path socket;
    private final Path log;
    private Process master;

    /** Not started yet. */
    public HaproxyProcess(Path config, Path socket, Path log) {
        this.config = config;
        this.socket = socket;
        this.log = log;
    }

    /** Returns when a worker answers on the socket. */
    public void start() throws IOException, InterruptedException {
        master = new ProcessBuilder(ConfigFile.haproxy().orElseThrow().toString(), "-W", "-f", config.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null")).start();
        await(() -> answers() || !master.isAlive());
        assertThat(master.isAlive()).as(Files.readString(log)).isTrue();
    }

    private boolean answers() throws InterruptedException {
        try {
            return worker() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    long worker() throws IOException, InterruptedException {
        try (var session = session()) {
            return session.pid();
        }
    }

    RuntimeSession session() throws IOException, InterruptedException {
        return new RuntimeSocket(socket, ANSWER).open();
    }

    /** Those of a map that the worker has, as {@code live BACKEND}. */
    public List<String> rows(Path map) throws IOException, InterruptedException {
        try (var session = session()) {
            return new LiveMap(session, map.toString()).rows().stream().map(row -> row.key() + " " + row.backend()).toList();
        }
    }

    /** As {@code systemctl reload} does; returns when the new worker answers. A master that has just reloaded may overhear the
     *  signal (seen on 2.6.12): whoever sees no reload begin asks again. */
    public void reload() throws IOException, InterruptedException {
        long before = worker();
        long reloads = logged("Reloading HAProxy");
        while (logged("Reloading HAProxy") == reloads) {
            signal("-USR2", master.pid());
            long soon = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            await(() -> logged("Reloading HAProxy") > reloads || System.nanoTime() > soon);
        }
        await(() -> answers() && worker() != before);
    }

    private long logged(String words) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words)).count();
        }
    }

    /** SIGKILL for all of it. The workers first: the master then clears them away. */
    public void kill() throws IOException, InterruptedException {
        var workers = master.descendants().toList();
        workers.forEach(ProcessHandle::destroyForcibly);
        await(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
        master.destroyForcibly();
        assertThat(master.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor()).isZero();
    }

    static void await(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("held within 20 s").isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override public void close() throws IOException {
        try {
            if (master != null) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
