package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.deploy.RouterSite;
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

    DeploySettings read(Section section) {
        String target = section.optional("target", PROCESS, DeployReader::target);
        var slots = section.requiredPart("slots", "{blue: 18081, green: 18082}", this::slots);
        var router = section.requiredPart("router", "{port: 18080, admin: 18079}", this::doors);
        var health = section.part("health", DeployReader::health);
        var smoke = section.list("smoke", List.of(), Values::requestLine);
        var watch = section.requiredPart("watch", "{checks: [\"errors < 2%\"]}", DeployReader::watch);
        var releaseHeader = section.optional("releaseHeader", RELEASE_HEADER, Values::header);
        var drain = section.optional("drainTimeout", Duration.ofSeconds(30), Quantities::duration);
        var grace = section.optional("grace", Duration.ofSeconds(10), Quantities::duration);
        var state = section.required("state", "state: /var/lib/greenlight", "", Values::folderOrDatabase);
        var site = new DeploySite(target, slots, router, state, folder(section, state),
                section.optional("secretsFolder", "", Values::folder));
        return new DeploySettings(site, health, smoke, watch, config(section, site), releaseHeader, drain, grace,
                section.section("migration", part -> MigrationReader.read(part, site.secrets())));
    }

    private static ReleaseConfig config(Section section, DeploySite site) {
        var files = section.texts("files", Values::fileInside);
        var secrets = section.texts("secrets", Values::secret);
        if (!files.isEmpty() && site.target().equals(PROCESS)) {
            section.note("files", "needs a target with a file system of its own, and target: process has none. Expected target: docker,"
                    + " or the files in the image.");
        }
        if (!secrets.isEmpty() && site.secrets().isEmpty()) {
            section.note("secrets", "names secrets, and nobody says where they are. Expected secretsFolder beside it, for example"
                    + " secretsFolder: /etc/greenlight/secrets");
        }
        return new ReleaseConfig(section.texts("environment", Values::ownVariable), files, secrets);
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

    private RouterSite doors(Section section) {
        return new RouterSite(section.required("port", "port: 18080", 0, this::port),
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
                section.optional("deadline", Duration.ofSeconds(30), Quantities::duration),
                section.optional("body", "", Values::text),
                section.texts("headers", Values::headerValue));
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
