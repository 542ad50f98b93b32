package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks all the time, unknown to any engine, whether the container that the router points to is still the same and lives. */
final class LiveWitness implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(40);

    /** @param id empty when nothing lived there */
    private record Sight(Slot live, Optional<String> id) { }

    private final RealPlace place;
    private final Set<String> hit = ConcurrentHashMap.newKeySet();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::watch, "witness");
    private volatile boolean ended;
    private volatile long looks;

    LiveWitness(RealPlace place) {
        this.place = place;
        thread.start();
    }

    /** What happens to this container from now on is no engine's doing. */
    void hits(String id) {
        hit.add(id);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    long looks() {
        return looks;
    }

    private void watch() {
        Optional<Sight> before = Optional.empty();
        try {
            while (!ended) {
                var now = look();
                if (before.isPresent() && now.isPresent()) {
                    compare(before.get(), now.get());
                }
                before = now;
                Thread.sleep(BETWEEN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            violations.add("the witness was interrupted");
        }
    }

    /** Empty when nobody is live, users were moved meanwhile, or somebody did not answer: a HAProxy just reloaded. */
    private Optional<Sight> look() throws InterruptedException {
        try {
            var live = place.live();
            if (live.isEmpty()) {
                return Optional.empty();
            }
            var there = place.containers().stream().filter(seen -> seen.living() && seen.slot() == live.get())
                    .map(RealPlace.Seen::id).sorted().toList();
            if (there.size() > 1) {
                violations.add("two containers in " + live.get() + ", where users are: " + there);
            }
            looks++;
            return place.live().equals(live) ? Optional.of(new Sight(live.get(), there.stream().findFirst())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void compare(Sight before, Sight now) {
        if (before.live() == now.live() && before.id().isPresent() && !before.id().equals(now.id())
                && !hit.contains(before.id().get())) {
            violations.add("users were on " + before + " and are on " + now);
        }
    }

    @Override public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
