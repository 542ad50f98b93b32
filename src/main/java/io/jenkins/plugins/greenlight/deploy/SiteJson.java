package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The places of an environment as JSON, among the settings in the journal. */
final class SiteJson {
    private SiteJson() { }

    static void write(DeploySite site, Map<String, Object> map) {
        map.put("target", site.target());
        var slots = new TreeMap<String, Object>();
        site.slots().forEach((slot, port) -> slots.put(slot.word(), port));
        map.put("slots", slots);
        map.put("routerPort", site.router().port());
        map.put("adminPort", site.router().admin());
        map.put("state", site.state());
        put(map, "folder", site.folder());
        put(map, "secretsFolder", site.secrets());
    }

    static DeploySite read(Node node) {
        var slots = new EnumMap<Slot, Integer>(Slot.class);
        node.get("slots").fields().forEach((slot, port) -> slots.put(Slot.of(slot), (int) port.integer()));
        return new DeploySite(node.get("target").text(), slots,
                new RouterSite((int) node.get("routerPort").integer(), (int) node.get("adminPort").integer()), node.get("state").text(),
                text(node, "folder"), text(node, "secretsFolder"));
    }

    /** Empty where there is none. */
    static Map<String, String> texts(Node node, String key) {
        return node.find(key).map(SiteJson::texts).orElse(Map.of());
    }

    static Map<String, String> texts(Node node) {
        var texts = new TreeMap<String, String>();
        node.fields().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    private static void put(Map<String, Object> map, String key, String text) {
        if (!text.isEmpty()) {
            map.put(key, text);
        }
    }

    private static String text(Node node, String key) {
        return node.find(key).map(Node::text).orElse("");
    }
}
