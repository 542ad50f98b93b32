package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Instances without processes: they outlive the engine, and behave as they are told. */
public final class MemoryRuntime implements Runtime {
    public final Map<String, Instance> running = new LinkedHashMap<>();
    public final Set<ReleaseId> unhealthy = new HashSet<>();
    public final Set<ReleaseId> dyingAtOnce = new HashSet<>();
    public final Map<ReleaseId, Integer> errorPercent = new LinkedHashMap<>();
    public final Map<ReleaseId, Set<String>> missing = new LinkedHashMap<>();
    public final Map<ReleaseId, Set<String>> hanging = new LinkedHashMap<>();
    public final List<Spec> started = new ArrayList<>();
    public final List<String> stopped = new ArrayList<>();
    public final Set<ImageDigest> images = new HashSet<>();
    /** How instances ended, by name. */
    public final Map<String, String> exits = new LinkedHashMap<>();
    public boolean forgetsExits;
    /** Of those that run: not well just now, for somebody holds them still, or they died and were started again. */
    final Set<ReleaseId> shaken = new HashSet<>();
    /** How whoever died ended; null where nobody knows. */
    String exit;
    final Map<ReleaseId, Health> healths = new LinkedHashMap<>();
    public boolean refusesStart;
    boolean endsAtOnce;
    /** What whoever ended had written last; empty for the usual line. */
    List<String> wrote = List.of();
    public boolean refusesStop;
    /** Archives of images that were brought, in order. */
    public final List<Path> accepted = new ArrayList<>();
    public Consumer<Path> atAccept = archive -> { };
    Runnable afterStart = () -> { };
    Runnable afterStop = () -> { };

    @Override public void accept(ImageDigest digest, Path archive) {
        accepted.add(archive);
        atAccept.accept(archive);
        images.add(digest);
    }

    @Override public boolean holds(ImageDigest digest) {
        return images.contains(digest);
    }

    @Override public Instance start(Spec spec) throws IOException {
        if (endsAtOnce) {
            throw new io.jenkins.plugins.greenlight.port.Daemons.EndedAtOnceException("It ended at once with exit code 3."
                    + String.join("", wrote));
        }
        if (refusesStart) {
            throw new IOException("Port " + spec.port() + " is in use.");
        }
        if (!holds(spec.digest())) {
            throw new IOException(spec.digest() + " is not here.");
        }
        var instance = new Instance(spec.name(), spec.release(), spec.digest(), spec.slot(), spec.epoch(),
                URI.create("http://127.0.0.1:" + spec.port() + "/"));
        if (!running.getOrDefault(spec.name(), instance).equals(instance)) {
            throw new IOException("Instance " + spec.name() + " already runs, as another.");
        }
        started.add(spec);
        running.put(spec.name(), instance);
        if (dyingAtOnce.contains(spec.release())) {
            running.remove(spec.name());
        }
        afterStart.run();
        return instance;
    }

    @Override public List<Instance> instances() {
        return List.copyOf(running.values());
    }

    @Override public boolean alive(Instance instance) {
        return running.containsKey(instance.name()) && !shaken.contains(instance.release());
    }

    @Override public void stop(Instance instance, Duration grace) throws IOException {
        if (refusesStop) {
            throw new IOException(instance.name() + " does not stop.");
        }
        if (running.remove(instance.name()) != null) {
            stopped.add(instance.name());
        }
        afterStop.run();
    }

    @Override public Health health(Instance instance) {
        return healths.getOrDefault(instance.release(), Health.NONE);
    }

    @Override public Optional<String> exit(String name) throws IOException {
        if (forgetsExits) {
            throw new IOException("Nobody knows how " + name + " ended.");
        }
        return running.containsKey(name) && !shaken.contains(running.get(name).release()) ? Optional.empty() : Optional.ofNullable(exits.getOrDefault(name, exit));
    }

    @Override public List<String> lastLines(String name, int lines) {
        return wrote.isEmpty() ? List.of("last line of " + name) : wrote;
    }

    public void kill(ReleaseId release) {
        running.values().removeIf(instance -> instance.release().equals(release));
    }
}
