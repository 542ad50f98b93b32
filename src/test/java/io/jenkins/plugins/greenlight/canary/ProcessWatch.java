package io.jenkins.plugins.greenlight.canary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Looks at the arguments and the environment of every process of this machine, again and again until it is closed. */
public final class ProcessWatch implements AutoCloseable {
    /** At least; four times as long as a look took. */
    private static final Duration PAUSE = Duration.ofMillis(2);
    /** What Java starts before the program itself: for a moment it has what its parent has. */
    private static final String HELPER = "jspawnhelper";

    /** One process as it was seen, its arguments parted by blanks. */
    private record Seen(long pid, long parent, String arguments) { }

    private final Detector detector;
    private final Thread thread = new Thread(this::run, "process-watch");
    private final Set<Seen> seen = new LinkedHashSet<>();
    private final Map<Seen, Set<Detector.Hit>> inArguments = new LinkedHashMap<>();
    private final Map<Seen, Set<Detector.Hit>> inEnvironments = new LinkedHashMap<>();
    private final Map<String, Runnable> whenSeen = new HashMap<>();
    /** Read and found clean, by process: nothing but a new program changes it. */
    private final Map<Long, Integer> clean = new HashMap<>();
    private volatile boolean ended;
    private int looks;
    private IOException problem;

    public ProcessWatch(Detector detector) {
        this.detector = detector;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!ended) {
                long begun = System.nanoTime();
                look();
                LockSupport.parkNanos(Math.max(PAUSE.toNanos(), 4 * (System.nanoTime() - begun))); // the others are to run too
            }
        } catch (IOException e) {
            problem = e;
        }
    }

    private void look() throws IOException {
        try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var folder : folders) {
                look(Long.parseLong(folder.getFileName().toString()), folder);
            }
        }
        looks++;
    }

    /** Arguments first: a program that takes another's place between the two has an environment of its own already. */
    private void look(long pid, Path folder) {
        var arguments = text(folder.resolve("cmdline"));
        var environment = text(folder.resolve("environ"));
        int hash = Objects.hash(arguments, environment);
        if (arguments.isEmpty() || Objects.equals(clean.get(pid), hash)) {
            return;
        }
        var process = new Seen(pid, parent(folder), arguments.replace('\0', ' '));
        var argued = detector.in("the arguments of " + pid, arguments);
        var given = detector.in("the environment of " + pid, environment);
        synchronized (seen) {
            seen.add(process);
            whenSeen.keySet().stream().filter(process.arguments::contains).toList().forEach(argument -> whenSeen.remove(argument).run());
            if (!argued.isEmpty()) {
                inArguments.computeIfAbsent(process, none -> new LinkedHashSet<>()).addAll(argued);
            }
            if (!given.isEmpty()) {
                inEnvironments.computeIfAbsent(process, none -> new LinkedHashSet<>()).addAll(given);
            }
        }
        if (argued.isEmpty() && given.isEmpty()) {
            clean.put(pid, hash);
        }
    }

    /** Empty of one that is gone, and of the system's own. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static long parent(Path folder) {
        var stat = text(folder.resolve("stat"));
        return stat.isEmpty() ? 0 : Long.parseLong(stat.substring(stat.lastIndexOf(')') + 4).split(" ")[0]);
    }

    /** Canaries among the arguments of whatever process. */
    public List<String> argued() {
        synchronized (seen) {
            return told(inArguments);
        }
    }

    /** Canaries in environments, but for those of these processes and of what they were just about to start. */
    public List<String> givenToOthersThan(Set<Long> engines) {
        synchronized (seen) {
            var others = new LinkedHashMap<>(inEnvironments);
            others.keySet().removeIf(process -> engines.contains(process.pid) || engines.contains(process.parent)
                    && (process.arguments.contains(HELPER) || isTwin(process, engines)));
            return told(others);
        }
    }

    /** A fork that has not yet become another program. */
    private boolean isTwin(Seen process, Set<Long> engines) {
        return seen.stream().anyMatch(other -> engines.contains(other.pid) && other.arguments.equals(process.arguments));
    }

    private static List<String> told(Map<Seen, Set<Detector.Hit>> found) {
        return found.entrySet().stream().map(process -> process.getKey() + ": " + process.getValue().stream()
                .map(hit -> hit.credential() + " (" + hit.form() + ")").collect(Collectors.joining(", "))).toList();
    }

    /** What to do, once, when a process with this among its arguments was looked at: short-lived ones wait for it. */
    public void whenSeen(String argument, Runnable then) {
        synchronized (seen) {
            whenSeen.put(argument, then);
        }
    }

    /** The first process that was seen with this among its arguments. */
    public Optional<Long> saw(String argument) {
        synchronized (seen) {
            return seen.stream().filter(process -> process.arguments.contains(argument)).map(Seen::pid).findFirst();
        }
    }

    /** How often all processes were looked at. */
    public int looks() {
        return looks;
    }

    /** @throws IOException when it could not go on looking */
    @Override public void close() throws IOException {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (problem != null) {
            throw problem;
        }
    }
}
