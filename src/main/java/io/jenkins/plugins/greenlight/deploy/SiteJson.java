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
        site.router().haproxy().ifPresent(haproxy -> map.put("haproxy", haproxy(haproxy)));
        site.docker().ifPresent(docker -> map.put("docker", docker(docker)));
        map.put("state", site.state());
        put(map, "folder", site.folder());
        put(map, "secretsFolder", site.secrets());
    }

    static DeploySite read(Node node) {
        var slots = new EnumMap<Slot, Integer>(Slot.class);
        node.get("slots").fields().forEach((slot, port) -> slots.put(Slot.of(slot), (int) port.integer()));
        return new DeploySite(node.get("target").text(), slots,
                new RouterSite((int) node.get("routerPort").integer(), (int) node.get("adminPort").integer(),
                        node.find("haproxy").map(SiteJson::haproxy)), node.find("docker").map(SiteJson::docker), node.get("state").text(),
                text(node, "folder"), text(node, "secretsFolder"));
    }

    private static Map<String, Object> haproxy(HaproxySite site) {
        return new TreeMap<>(Map.of("socket", site.socket(), "map", site.map(), "port", site.port(), "failover", site.failover()));
    }

    private static HaproxySite haproxy(Node node) {
        return new HaproxySite(node.get("socket").text(), node.get("map").text(), (int) node.get("port").integer(),
                node.get("failover").flag());
    }

    private static Map<String, Object> docker(DockerSite site) {
        return new TreeMap<>(Map.of("host", site.host(), "port", site.port(), "bind", site.bind(), "memoryBytes", site.memoryBytes(),
                "network", site.network(), "user", site.user()));
    }

    private static DockerSite docker(Node node) {
        return new DockerSite(node.get("host").text(), (int) node.get("port").integer(), node.get("bind").text(),
                node.get("memoryBytes").integer(), node.get("network").text(), node.get("user").text());
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
