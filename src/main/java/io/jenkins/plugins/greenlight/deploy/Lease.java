package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

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

    static Lease read(String text, String source) {
        Node node = Json.read(text, source);
        return new Lease(node.get("epoch").integer(), new Holder(node.get("actor").text(), node.get("host").text(),
                node.get("pid").integer(), node.get("startMillis").integer()), Instant.parse(node.get("heartbeat").text()),
                node.get("released").flag());
    }
}
