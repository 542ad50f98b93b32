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
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where environments are: one reader for all of them, since no port may be used twice on this host. */
final class SiteReader {
    private final Map<Integer, Node> taken = new HashMap<>();

    DeploySite read(Section section) {
        String target = section.value("target", Node::text);
        var slots = section.part("slots", this::slots);
        var router = section.part("router", this::router);
        var docker = DeploySite.DOCKER.equals(target) ? section.section("docker", SiteReader::docker)
                : Optional.<DockerSite>empty();
        var state = section.required("state", "", Values::folderOrDatabase);
        var folder = section.optional("folder", Node::text);
        var site = new DeploySite(target, slots, router, docker, state, folder.orElse(""),
                section.optional("secretsFolder", Node::text).orElse(""));
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
        if (!site.state().isEmpty() && !PostgresUrl.isMeant(site.state()) && given) {
            section.note("folder", "is given beside a state that is a folder itself. Expected one of the two.");
        }
    }

    private static DockerSite docker(Section section) {
        return new DockerSite(section.value("host", Node::text),
                section.value("port", Quantities::whole),
                section.value("bind", Node::text),
                section.optional("memory", Quantities::bytes).orElse(0L),
                section.optional("network", Node::text).orElse(""),
                section.optional("user", Node::text).orElse(""));
    }

    private Map<Slot, Integer> slots(Section section) {
        return Map.of(Slot.BLUE, section.required("blue", 0, this::port),
                Slot.GREEN, section.required("green", 0, this::port));
    }

    private RouterSite router(Section section) {
        return section.section("haproxy", this::haproxy).map(RouterSite::of).orElseGet(() ->
                new RouterSite(section.required("port", 0, this::port),
                        section.required("admin", 0, this::port)));
    }

    private HaproxySite haproxy(Section section) {
        return new HaproxySite(section.value("socket", Node::text),
                section.required("map", "", Node::text),
                section.required("port", 0, this::port), section.value("failover", Node::flag));
    }

    private int port(Node node) {
        int port = Quantities.whole(node);
        var other = taken.putIfAbsent(port, node);
        if (other != null) {
            throw new ParseException(node.place(), Values.name(node) + " is the port " + port + ", which " + other.path()
                    + " has already (" + other.place() + "). Expected a port of its own, such as " + free(port) + ".");
        }
        return port;
    }

    /** The next one that nothing before has. */
    private int free(int port) {
        return IntStream.concat(IntStream.rangeClosed(port, 65_535), IntStream.rangeClosed(1024, port))
                .filter(other -> !taken.containsKey(other)).findFirst().orElse(port);
    }
}
