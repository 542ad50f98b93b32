package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code staging} and {@code production}: one reader for both, since no port may be used twice on this host. */
final class DeployReader {
    static final String RELEASE_HEADER = "X-Greenlight-Release";
    private static final String PROCESS = "process";
    private static final List<String> ANNOUNCED = List.of("docker", "kubernetes");
    private final Map<Integer, Node> taken = new HashMap<>();

    /** A router's two ports. */
    private record Doors(int users, int admin) { }

    DeploySettings read(Section section) {
        String target = section.optional("target", PROCESS, DeployReader::target);
        var slots = section.requiredPart("slots", "{blue: 18081, green: 18082}", this::slots);
        var doors = section.requiredPart("router", "{port: 18080, admin: 18079}", this::doors);
        var settings = new DeploySettings(target, slots, doors.users(), doors.admin(),
                section.part("health", DeployReader::health),
                section.list("smoke", List.of(), Values::requestLine),
                section.requiredPart("watch", "{checks: [\"errors < 2%\"]}", DeployReader::watch),
                section.texts("environment", Values::ownVariable),
                section.optional("releaseHeader", RELEASE_HEADER, Values::header),
                section.optional("drainTimeout", Duration.ofSeconds(30), Quantities::duration),
                section.optional("grace", Duration.ofSeconds(10), Quantities::duration),
                section.required("state", "state: /var/lib/greenlight", "", Values::folderOrDatabase));
        return settings.keeping(folder(section, settings.state()));
    }

    /** The embedded target keeps images and its router's route on this host, wherever the state is. */
    private static String folder(Section section, String state) {
        var folder = section.optional("folder", Values::folder);
        if (PostgresUrl.isMeant(state) && folder.isEmpty()) {
            section.note("state", "folder", "is a database, and the releases' images need a folder on this host. Expected one beside it,"
                    + " for example folder: /var/lib/greenlight");
        }
        if (!PostgresUrl.isMeant(state) && folder.isPresent()) {
            section.note("folder", "is given beside a state that is a folder itself. Expected one of the two.");
        }
        return folder.orElse("");
    }

    private static String target(Node node) {
        if (node.isText() && ANNOUNCED.contains(node.text())) {
            throw new ParseException(node.place(), Values.name(node) + " is " + node.kind() + ", which is announced but not"
                    + " there yet. Expected " + PROCESS + ".");
        }
        if (!node.isText() || !PROCESS.equals(node.text())) {
            throw new ParseException(node.place(), Values.unknownWord(node, List.of(PROCESS)).problem()
                    + " Not yet: " + String.join(", ", ANNOUNCED) + ".");
        }
        return PROCESS;
    }

    private Map<Slot, Integer> slots(Section section) {
        return Map.of(Slot.BLUE, section.required("blue", "blue: 18081", 0, this::port),
                Slot.GREEN, section.required("green", "green: 18082", 0, this::port));
    }

    private Doors doors(Section section) {
        return new Doors(section.required("port", "port: 18080", 0, this::port),
                section.required("admin", "admin: 18079", 0, this::port));
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

    private static DeploySettings.Health health(Section section) {
        var health = new DeploySettings.Health(
                section.optional("path", "/health", Values::httpPath),
                section.optional("consecutive", 3, node -> Quantities.whole(node, 1, 100)),
                section.optional("interval", Duration.ofMillis(200), Quantities::duration),
                section.optional("deadline", Duration.ofSeconds(30), Quantities::duration));
        if (health.interval().compareTo(health.deadline()) > 0) {
            section.note("interval", "deadline", "is longer than the deadline. Expected several looks before it.");
        }
        return health;
    }

    private static DeploySettings.Watch watch(Section section) {
        var watch = new DeploySettings.Watch(
                section.optional("duration", Duration.ofSeconds(10), Quantities::duration),
                section.optional("interval", Duration.ofMillis(250), Quantities::duration),
                section.optional("minSamples", 50, node -> Quantities.whole(node, 1, 1_000_000)),
                Checks.checks(section, "errors < 2%", DeploySettings.WATCHED));
        if (watch.interval().compareTo(watch.duration()) > 0) {
            section.note("interval", "duration", "is longer than the duration. Expected several looks in it.");
        }
        return watch;
    }
}
