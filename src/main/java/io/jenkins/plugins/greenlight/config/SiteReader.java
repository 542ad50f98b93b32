package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.RouterSite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where environments are: one reader for all of them, since no port may be used twice on this host. */
final class SiteReader {
    private static final List<String> TARGETS = List.of(DeploySite.PROCESS, DeploySite.DOCKER);
    private static final String ANNOUNCED = "kubernetes";
    private final Map<Integer, Node> taken = new HashMap<>();

    DeploySite read(Section section) {
        String target = section.optional("target", DeploySite.PROCESS, SiteReader::target);
        var slots = section.requiredPart("slots", "{blue: 18081, green: 18082}", this::slots);
        var router = section.requiredPart("router", "{port: 18080, admin: 18079}", this::router);
        var docker = docker(section, target);
        var state = section.required("state", "state: /var/lib/greenlight", "", Values::folderOrDatabase);
        var folder = section.optional("folder", Values::folder);
        var site = new DeploySite(target, slots, router, docker, state, folder.orElse(""),
                section.optional("secretsFolder", "", Values::folder));
        noteFolder(section, site);
        return site;
    }

    /** What runs as processes or behind the embedded router keeps files on this host, wherever the state is. */
    private static void noteFolder(Section section, DeploySite site) {
        boolean given = !site.folder().isEmpty();
        if (PostgresUrl.isMeant(site.state()) && !given && site.embedded()) {
            section.note("state", "folder", "is a database, and the releases' images or the embedded router need a"
                    + " folder on this host. Expected one beside it, for example folder: /var/lib/greenlight");
        }
        if (!PostgresUrl.isMeant(site.state()) && given) {
            section.note("folder", "is given beside a state that is a folder itself. Expected one of the two.");
        }
    }

    private static String target(Node node) {
        if (node.isText() && ANNOUNCED.equals(node.text())) {
            throw new ParseException(node.place(), Values.name(node) + " is " + node.kind() + ", which is announced but not"
                    + " there yet. Expected " + String.join(" or ", TARGETS) + ".");
        }
        if (!node.isText() || !TARGETS.contains(node.text())) {
            throw new ParseException(node.place(), Values.unknownWord(node, TARGETS).problem() + " Not yet: " + ANNOUNCED + ".");
        }
        return node.text();
    }

    private static Optional<DockerSite> docker(Section section, String target) {
        if (target.equals(DeploySite.DOCKER)) {
            return Optional.of(section.part("docker", SiteReader::docker));
        }
        if (section.has("docker")) {
            section.part("docker", SiteReader::docker);
            section.note("docker", "says how containers run, beside target: " + target + ". Expected target: docker.");
        }
        return Optional.empty();
    }

    private static DockerSite docker(Section section) {
        var usual = DockerSite.USUAL;
        return new DockerSite(section.optional("host", usual.host(), Values::dockerHost),
                section.optional("port", usual.port(), node -> Quantities.whole(node, 1, 65_535)),
                section.optional("bind", usual.bind(), Values::address),
                section.optional("memory", 0L, Quantities::bytes),
                section.optional("network", usual.network(), Values::text),
                section.optional("user", usual.user(), Values::text));
    }

    private Map<Slot, Integer> slots(Section section) {
        return Map.of(Slot.BLUE, section.required("blue", "blue: 18081", 0, this::port),
                Slot.GREEN, section.required("green", "green: 18082", 0, this::port));
    }

    private RouterSite router(Section section) {
        return section.section("haproxy", this::haproxy).map(RouterSite::of).orElseGet(() ->
                new RouterSite(section.required("port", "port: 18080", 0, this::port),
                        section.required("admin", "admin: 18079", 0, this::port)));
    }

    private HaproxySite haproxy(Section section) {
        return new HaproxySite(section.optional("socket", "/run/haproxy/greenlight.sock", Values::folder),
                section.required("map", "map: /var/lib/greenlight/haproxy/shop-production.map", "", Values::folder),
                section.required("port", "port: 18080", 0, this::port), section.optional("failover", true, Values::flag));
    }

    private int port(Node node) {
        int port = Quantities.whole(node, 1, 65_535);
        var other = taken.putIfAbsent(port, node);
        if (other != null) {
            throw new ParseException(node.place(), Values.name(node) + " is the port " + port + ", which " + other.path()
                    + " has already (" + other.place() + "). Expected a port of its own.");
        }
        return port;
    }
}
