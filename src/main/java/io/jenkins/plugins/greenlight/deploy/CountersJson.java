package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** The router's counters before users were sent to a slot, kept in the journal so that a resumed watch starts from them. */
final class CountersJson {
    private CountersJson() { }

    static Map<String, Object> write(Router.Counters counters) {
        var map = new LinkedHashMap<String, Object>();
        map.put("answers", counters.answers());
        map.put("serverErrors", counters.serverErrors());
        map.put("connectErrors", counters.connectErrors());
        map.put("resets", counters.resets());
        map.put("elsewhere", counters.elsewhere());
        return Map.of("baseline", map);
    }

    /** Zeros when the entry has none. */
    static Router.Counters read(JournalEntry switching) {
        return Json.read(Json.write(switching.facts()), "journal entry " + switching.seq()).find("baseline")
                .map(node -> new Router.Counters(node.get("answers").integer(), node.get("serverErrors").integer(),
                        node.get("connectErrors").integer(), node.get("resets").integer(), 0,
                        node.find("elsewhere").map(Node::integer).orElse(0L)))
                .orElse(new Router.Counters(0, 0, 0, 0, 0));
    }
}
