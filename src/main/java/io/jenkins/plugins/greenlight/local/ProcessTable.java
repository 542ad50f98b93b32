package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The processes of this machine, read from Linux's {@code /proc}. One that vanishes while it is read is not there. */
final class ProcessTable {
    /**
     * A line of {@code /proc/<pid>/stat}.
     *
     * @param startTicks since the machine's boot, 100 a second: unlike a time of day it never moves with the clock
     */
    record Row(long pid, char state, long parent, long session, long startTicks) {
        /** The kernel shows user space 100 ticks a second on every architecture a JDK 17 runs on. */
        private static final int MILLIS_PER_TICK = 10;

        long startMillis() {
            return startTicks * MILLIS_PER_TICK;
        }

        boolean lives() {
            return state != 'Z' && state != 'X' && state != 'x';
        }

        boolean leadsItsSession() {
            return pid == session;
        }
    }

    private final Path proc;

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    static ProcessTable ofThisMachine() {
        return new ProcessTable(Path.of("/proc"));
    }

    /** All that live, by pid; zombies do not.
     * @throws IOException where there is no such table */
    Map<Long, Row> living() throws IOException {
        if (!Files.exists(proc.resolve("self"))) {
            throw new IOException("There is no process table at " + proc + ". Expected Linux's /proc: daemons are found by it."
                    + " Run this stage on Linux, with /proc mounted.");
        }
        var rows = new LinkedHashMap<Long, Row>();
        for (var name : names()) {
            row(Long.parseLong(name)).filter(Row::lives).ifPresent(row -> rows.put(row.pid(), row));
        }
        return rows;
    }

    /** Empty when there is no such process; a zombie is one. */
    Optional<Row> row(long pid) {
        return bytes(pid, "stat").map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).flatMap(ProcessTable::parse);
    }

    /** The value of an environment variable the process was started with. Empty also for another user's process. */
    Optional<String> variable(long pid, String name) {
        if (!ours(pid)) {
            return Optional.empty();
        }
        var start = name + "=";
        return bytes(pid, "environ").map(bytes -> new String(bytes, StandardCharsets.UTF_8)).flatMap(text ->
                Arrays.stream(text.split("\0")).filter(entry -> entry.startsWith(start)).findFirst())
                .map(entry -> entry.substring(start.length()));
    }

    /** Program and arguments, each ended by a NUL; empty while the process is being replaced by another program. */
    String commandLine(long pid) {
        return bytes(pid, "cmdline").map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).orElse("");
    }

    /** The program's name stands in parentheses and may hold anything, parentheses too: fields count from the last one. */
    private static Optional<Row> parse(String stat) {
        var open = stat.indexOf(" (");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (open < 0 || fields.length < 20) {
            return Optional.empty();
        }
        return Optional.of(new Row(Long.parseLong(stat.substring(0, open)), fields[0].charAt(0), Long.parseLong(fields[1]),
                Long.parseLong(fields[3]), Long.parseLong(fields[19])));
    }

    private Iterable<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        return names;
    }

    private boolean ours(long pid) {
        try {
            return Files.getAttribute(proc.resolve(Long.toString(pid)), "unix:uid")
                    .equals(Files.getAttribute(proc.resolve("self"), "unix:uid"));
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }

    private Optional<byte[]> bytes(long pid, String file) {
        try {
            return Optional.of(Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve(file)));
        } catch (IOException e) {
            return Optional.empty(); // gone meanwhile, or not ours to read
        }
    }
}
