package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.local.ProcessTable.Row;
import io.jenkins.plugins.greenlight.port.Daemons;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Daemons on this Linux machine, each put into its own session by {@code setsid} and the child of nobody who started it:
 * a build server that ends an engine ends all its children with it. {@link Daemon#startMillis} counts from the machine's
 * boot, in steps of 10: every reader, in whichever JVM, sees the same number whatever the clock does.
 */
public final class LocalDaemons implements Daemons {
    /** What shells put into the environment of what they start. */
    private static final List<String> OF_THE_SHELL = List.of("_", "OLDPWD", "PWD", "SHLVL");
    private static final Pattern NAME = Pattern.compile("[!-~]+");
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    /** Two looks for a free name in one JVM must not both find it free. */
    private static final ReentrantLock STARTING = new ReentrantLock();

    private final ProcessTable table;
    private final String setsid;

    public LocalDaemons() {
        this(ProcessTable.ofThisMachine(), "setsid");
    }

    LocalDaemons(ProcessTable table, String setsid) {
        this.table = table;
        this.setsid = setsid;
    }

    @Override public Daemon start(Spec spec) throws IOException, InterruptedException {
        check(spec);
        STARTING.lockInterruptibly();
        try {
            refuse(spec, withName(spec.name()));
            var pid = launch(spec);
            try {
                var daemon = settled(spec, pid);
                refuse(spec, strangers(daemon)); // started by another engine meanwhile
                return daemon;
            } catch (IOException | InterruptedException e) {
                ProcessHandle.of(pid).ifPresent(process -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
                throw e;
            }
        } finally {
            STARTING.unlock();
        }
    }

    @Override public List<Daemon> named(String prefix) throws IOException {
        var found = new ArrayList<Daemon>();
        for (var row : table.living().values()) {
            if (row.leadsItsSession()) { // a daemon's children carry its name too
                table.variable(row.pid(), NAME_VARIABLE).filter(name -> name.startsWith(prefix))
                        .ifPresent(name -> found.add(new Daemon(name, row.pid(), row.startMillis())));
            }
        }
        found.sort(Comparator.comparing(Daemon::name).thenComparingLong(Daemon::startMillis).thenComparingLong(Daemon::pid));
        return List.copyOf(found);
    }

    @Override public boolean alive(Daemon daemon) {
        return table.row(daemon.pid()).filter(Row::lives).filter(row -> row.startMillis() == daemon.startMillis()).isPresent();
    }

    @Override public void stop(Daemon daemon, Duration grace) throws IOException, InterruptedException {
        new DaemonEnding(table, daemon).run(grace);
    }

    /** Its name is {@code engine}; it is no daemon and {@link #named} does not list it. */
    @Override public Daemon self() {
        var pid = ProcessHandle.current().pid();
        var row = table.row(pid).orElseThrow(() -> new IllegalStateException("Process " + pid
                + " (this one) has no entry in /proc. Expected Linux with /proc mounted."));
        return new Daemon("engine", pid, row.startMillis());
    }

    private static void check(Spec spec) throws IOException {
        if (!NAME.matcher(spec.name()).matches()) {
            throw new IllegalArgumentException("\"" + spec.name() + "\" is no name for a daemon. Expected printable ASCII"
                    + " without spaces.");
        }
        if (spec.argv().isEmpty()) {
            throw new IllegalArgumentException("Daemon " + spec.name() + " has no program. Expected at least one argument.");
        }
        if (!Files.isDirectory(spec.directory())) {
            throw new IOException("Daemon " + spec.name() + " was not started: its directory " + spec.directory()
                    + " does not exist. Create it first.");
        }
        NativeText.ofThisJvm().check(spec.argv(), spec.environment());
    }

    /** @return its pid; the shell that started it is gone */
    private long launch(Spec spec) throws IOException, InterruptedException {
        var parent = spec.log().toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Files.newOutputStream(spec.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
        var builder = new ProcessBuilder(argv(spec)).directory(spec.directory().toFile())
                .redirectInput(Redirect.from(new File("/dev/null"))).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(spec));
        var shell = builder.start();
        try {
            var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (shell.waitFor() != 0 || !said.matches("[0-9]+")) {
                throw new IOException("Daemon " + spec.name() + " was not started: the shell said \"" + said + "\". Expected a pid.");
            }
            return Long.parseLong(said);
        } finally {
            shell.destroyForcibly();
        }
    }

    /** In the shell's background it leads no process group, so {@code setsid} does not fork: the pid stays the program's. */
    private List<String> argv(Spec spec) throws IOException {
        var argv = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" >>\"$0\" 2>&1 & echo $!", spec.log().toAbsolutePath().toString(), "/usr/bin/env"));
        OF_THE_SHELL.stream().filter(name -> !spec.environment().containsKey(name)).forEach(name -> argv.addAll(List.of("-u", name)));
        argv.addAll(List.of(program(spec), "--"));
        argv.addAll(spec.argv());
        return argv;
    }

    /** Found on this JVM's PATH: the daemon's may be another. */
    private String program(Spec spec) throws IOException {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")).map(folder -> Path.of(folder, setsid))
                .filter(Files::isExecutable).findFirst().map(Path::toString)
                .orElseThrow(() -> new IOException("Daemon " + spec.name() + " was not started. Expected the program " + setsid
                        + " on the PATH. Install util-linux."));
    }

    private static Map<String, String> environment(Spec spec) {
        var environment = new HashMap<>(spec.environment());
        environment.put(NAME_VARIABLE, spec.name());
        return environment;
    }

    /** Waits until it leads a session and {@code setsid} has made way for the program. */
    private Daemon settled(Spec spec, long pid) throws IOException, InterruptedException {
        var starting = program(spec) + "\0--\0" + String.join("\0", spec.argv()) + "\0";
        var length = starting.getBytes(Charset.defaultCharset()).length;
        var end = System.nanoTime() + START_PATIENCE.toNanos();
        while (lives(pid) && System.nanoTime() - end < 0) {
            var row = table.row(pid).filter(Row::lives).filter(Row::leadsItsSession);
            var line = table.commandLine(pid);
            if (row.isPresent() && !line.isEmpty() && !(line.length() == length && line.startsWith(program(spec) + "\0--\0"))) {
                return new Daemon(spec.name(), pid, row.get().startMillis());
            }
            Thread.sleep(1);
        }
        var log = ". Expected it to stay. Its log, " + spec.log() + ", ends with:\n" + LastLines.of(spec.log());
        if (lives(pid)) {
            throw new IOException("Daemon " + spec.name() + " was not started: " + spec.argv().get(0) + " did not run within "
                    + START_PATIENCE.toSeconds() + " s" + log);
        }
        throw new EndedAtOnceException("Daemon " + spec.name() + " was not started: " + spec.argv().get(0) + " ended at once" + log);
    }

    private boolean lives(long pid) {
        return table.row(pid).filter(Row::lives).isPresent();
    }

    private List<Daemon> withName(String name) throws IOException {
        return named(name).stream().filter(found -> found.name().equals(name)).toList();
    }

    /** Those under the same name that this one did not start itself. */
    private List<Daemon> strangers(Daemon daemon) throws IOException {
        return withName(daemon.name()).stream().filter(found -> !descends(found.pid(), daemon.pid())).toList();
    }

    private boolean descends(long pid, long ancestor) {
        return pid == ancestor || pid > 1
                && table.row(pid).filter(row -> row.parent() != pid && descends(row.parent(), ancestor)).isPresent();
    }

    private static void refuse(Spec spec, List<Daemon> living) throws IOException {
        if (!living.isEmpty()) {
            throw new IOException("Daemon " + spec.name() + " was not started: one of that name lives, pid "
                    + living.get(0).pid() + ". Stop it first, or choose another name.");
        }
    }
}
