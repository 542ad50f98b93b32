package io.jenkins.plugins.greenlight.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last looks at growing counts, and by how much they grew meanwhile. */
final class LookWindow {
    private record Look(Instant at, long total, long failed) { }

    private final Duration length;
    private final Deque<Look> looks = new ArrayDeque<>();

    LookWindow(Duration length) {
        this.length = length;
    }

    /** Before the counts of a look are added: it needs one to grow from. A clock that was set back begins anew. */
    void begin(Instant at, long total, long failed) {
        if (looks.isEmpty() || at.isBefore(looks.peekLast().at())) {
            restart(at, total, failed);
        }
    }

    void restart(Instant at, long total, long failed) {
        looks.clear();
        looks.addLast(new Look(at, total, failed));
    }

    void add(Instant at, long total, long failed) {
        looks.addLast(new Look(at, total, failed));
        while (looks.size() > 2 && Duration.between(looks.peekFirst().at(), at).compareTo(length) > 0) {
            looks.removeFirst();
        }
    }

    long total() {
        return looks.isEmpty() ? 0 : looks.peekLast().total() - looks.peekFirst().total();
    }

    long failed() {
        return looks.isEmpty() ? 0 : looks.peekLast().failed() - looks.peekFirst().failed();
    }
}
