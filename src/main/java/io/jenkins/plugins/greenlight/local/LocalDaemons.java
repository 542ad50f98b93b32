package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.local.ProcessTable.Row;
import io.jenkins.plugins.greenlight.port.Daemons;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Daemons on this Linux machine, each put into its own session by {@code setsid}. {@link Daemon#startMillis} counts from
 * the machine's boot, in steps of 10: every reader, in whichever JVM, sees the same number whatever the clock does.
 */
public final class LocalDaemons implements Daemons {
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
            var process = launch(spec);
            try {
                var daemon = settled(spec, process);
                refuse(spec, strangers(daemon)); // started by another engine meanwhile
                return daemon;
            } catch (IOException | InterruptedException e) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
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

    private Process launch(Spec spec) throws IOException {
        var parent = spec.log().toAbsolutePath().getParent();
        Files.createDirectories(parent);
        var builder = new ProcessBuilder(argv(spec)).directory(spec.directory().toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true).redirectOutput(Redirect.appendTo(spec.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment(spec));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("Daemon " + spec.name() + " was not started: " + e.getMessage() + ". Expected the program "
                    + setsid + " on the PATH and a log that can be written, " + spec.log()
                    + ". Install util-linux, or check the log's folder.", e);
        }
    }

    /** A child of a JVM leads no process group, so {@code setsid} does not fork: the pid stays that of the program. */
    private List<String> argv(Spec spec) {
        var argv = new ArrayList<>(List.of(setsid, "--"));
        argv.addAll(spec.argv());
        return argv;
    }

    private static Map<String, String> environment(Spec spec) {
        var environment = new HashMap<>(spec.environment());
        environment.put(NAME_VARIABLE, spec.name());
        return environment;
    }

    /** Waits until it leads a session and {@code setsid} has made way for the program. */
    private Daemon settled(Spec spec, Process process) throws IOException, InterruptedException {
        var starting = String.join("\0", argv(spec)).getBytes(Charset.defaultCharset()).length + 1;
        var end = System.nanoTime() + START_PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() - end < 0) {
            var row = table.row(process.pid()).filter(Row::lives).filter(Row::leadsItsSession);
            var line = table.commandLine(process.pid());
            if (row.isPresent() && !line.isEmpty() && !(line.length() == starting && line.startsWith(setsid + "\0--\0"))) {
                return new Daemon(spec.name(), process.pid(), row.get().startMillis());
            }
            Thread.sleep(1);
        }
        var log = ". Expected it to stay. Its log, " + spec.log() + ", ends with:\n" + LastLines.of(spec.log());
        if (process.isAlive()) {
            throw new IOException("Daemon " + spec.name() + " was not started: " + spec.argv().get(0) + " did not run within "
                    + START_PATIENCE.toSeconds() + " s" + log);
        }
        throw new EndedAtOnceException("Daemon " + spec.name() + " was not started: " + spec.argv().get(0)
                + " ended at once with exit code " + process.exitValue() + log);
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
