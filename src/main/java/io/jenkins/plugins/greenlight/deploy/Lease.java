package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The right to deploy to one environment, until its time is up.
 *
 * @param epoch    grows with every taking; the router refuses older ones
 * @param heartbeat when the holder last said that it lives
 * @param released whether the holder gave it back
 */
public record Lease(long epoch, Holder holder, Instant heartbeat, boolean released) {
    /** Without a heartbeat for this long, a lease is anybody's. */
    public static final Duration TTL = Duration.ofSeconds(30);

    Duration left(Instant now) {
        var left = Duration.between(now, heartbeat.plus(TTL));
        return left.compareTo(TTL) > 0 ? TTL : left;
    }

    /**
     * Whether it keeps {@code self} out: not given back, its time not up, its process not known to be dead.
     *
     * @param alive asked only for a holder on {@code self}'s host
     */
    boolean binds(Holder self, Predicate<Holder> alive, Instant now) {
        boolean dead = holder.host().equals(self.host()) && !alive.test(holder);
        return !released && !dead && left(now).compareTo(Duration.ZERO) > 0;
    }

    /** How far the last heartbeat lies in the future, as after a clock was set back; zero when it does not. */
    Duration ahead(Instant now) {
        return heartbeat.isAfter(now) ? Duration.between(now, heartbeat) : Duration.ZERO;
    }

    /** The one that lies there, held or not; empty when there never was one.
     * @throws IOException when it cannot be understood */
    static Optional<Lease> in(StateStore store) throws IOException {
        var stored = store.read(LeaseKeeper.KEY);
        return stored.isEmpty() ? Optional.empty() : Optional.of(read(stored.get().text(), store.location()));
    }

    String json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("epoch", epoch);
        map.put("actor", holder.actor());
        map.put("host", holder.host());
        map.put("pid", holder.pid());
        map.put("startMillis", holder.startMillis());
        map.put("heartbeat", heartbeat.toString());
        map.put("released", released);
        return Json.writePretty(map);
    }

    /** @throws IOException when it cannot be understood: who holds it is not guessed */
    static Lease read(String text, String location) throws IOException {
        try {
            Node node = Json.read(text, "lease in " + location);
            return new Lease(node.get("epoch").integer(), new Holder(node.get("actor").text(), node.get("host").text(),
                    node.get("pid").integer(), node.get("startMillis").integer()), Instant.parse(node.get("heartbeat").text()),
                    node.get("released").flag());
        } catch (ParseException | DateTimeException e) {
            throw new IOException("The lease in " + location + " cannot be understood: " + e.getMessage()
                    + " Nothing was changed."
                    + " Make sure that no engine runs, and move it aside.", e);
        }
    }
}
