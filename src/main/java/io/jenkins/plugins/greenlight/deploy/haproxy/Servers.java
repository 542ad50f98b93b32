package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.port.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The servers behind HAProxy: whether they get requests, and what became of those. */
final class Servers {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 100;

    private final RuntimeSocket socket;
    private final Backends backends;
    private final boolean failover;
    private final Map<Slot, Tally> tallies = new EnumMap<>(Slot.class);

    Servers(RuntimeSocket socket, Backends backends, boolean failover) {
        this.socket = socket;
        this.backends = backends;
        this.failover = failover;
        for (var slot : Slot.values()) {
            tallies.put(slot, new Tally());
        }
    }

    /** A release that has just come up is up for HAProxy's own check a moment later: waits for at most 5 s. */
    void awaitServing(Backends.Place place, Pause pause) throws IOException, InterruptedException {
        var problem = down(place);
        for (int look = 0; look < LOOKS && problem.isPresent(); look++) {
            pause.pause(LOOK);
            problem = down(place);
        }
        if (problem.isPresent()) {
            throw new IOException(problem.get() + " Users were not moved.");
        }
    }

    /** Whether the other slot could answer for this one on trial. A first deployment has nobody behind it. */
    boolean covered(Slot slot) throws IOException, InterruptedException {
        try (var session = socket.open()) {
            return failover && ServerTable.read(session.ask("show stat")).row(backends.of(slot, true), slot.other().word())
                    .serves();
        }
    }

    /** Why HAProxy sends nothing to the server of this place; empty when it does. */
    Optional<String> down(Backends.Place place) throws IOException, InterruptedException {
        try (var session = socket.open()) {
            var row = ServerTable.read(session.ask("show stat")).row(backends.of(place), place.slot().word());
            return row.serves() ? Optional.empty() : Optional.of("HAProxy says that server " + place.slot().word() + " in "
                    + backends.of(place) + " is " + row.status() + ". Expected UP, or no check. See that the release answers the"
                    + " health path in haproxy.cfg, and whether somebody took the server out.");
        }
    }

    Counters counters(Slot slot) throws IOException, InterruptedException {
        try (var session = socket.open()) {
            long pid = session.pid();
            var table = ServerTable.read(session.ask("show stat"));
            return tallies.get(slot).since(pid, new SlotCount(table, backends, slot).counters(failover));
        }
    }
}
