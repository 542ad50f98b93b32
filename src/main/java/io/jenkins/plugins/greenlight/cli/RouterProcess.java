package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.process.RouterClient;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The embedded router as a process of its own, which outlives every engine. */
final class RouterProcess {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Ports ports;
    private final RouterClient client;
    private final Path home;
    private final String name;
    private final DeploySite site;

    /** @param home of this router alone: its route file, its log, its copy of the program */
    RouterProcess(Ports ports, Path home, String environment, DeploySite site) {
        this.ports = ports;
        this.home = home;
        this.name = name(home, environment);
        this.site = site;
        this.client = new RouterClient(ports.http(), site.router().port(), site.router().admin(), name);
    }

    static String name(Path home, String environment) {
        return "greenlight-router:" + environment + ":" + Sha256.of(home.toString()).substring(0, 8);
    }

    /** Speaks to this router and to no other that may listen there. */
    RouterClient client() {
        return client;
    }

    /**
     * Returns when it answers. Safe to repeat.
     *
     * @throws IOException when it does not come up, another one has its ports, or it runs with other slots
     */
    void ensure() throws IOException, InterruptedException {
        Files.createDirectories(home);
        refuseMovedSlots();
        var running = start();
        var end = ports.clock().instant().plus(START);
        while (true) {
            try {
                var slots = client.slots();
                if (!slots.equals(site.slots())) {
                    throw new BusyRouterException("The router of this environment runs with the slots " + words(slots)
                            + ", the settings say " + words(site.slots()) + ". Expected the same: a live environment keeps its ports.");
                }
                return;
            } catch (BusyRouterException e) {
                throw e;
            } catch (IOException e) {
                if (!ports.daemons().alive(running) || !ports.clock().instant().isBefore(end)) {
                    throw new IOException("The router did not come up on port " + site.router().admin() + ": " + e.getMessage()
                            + " Its last lines: " + lastLines(), e);
                }
            }
            ports.pause().pause(Duration.ofMillis(50));
        }
    }

    private static final class BusyRouterException extends IOException {
        private static final long serialVersionUID = 1L;

        BusyRouterException(String message) {
            super(message);
        }
    }

    /** Two engines may try at once: whoever comes second finds the other's. */
    private Daemons.Daemon start() throws IOException, InterruptedException {
        var running = running();
        if (running.isPresent()) {
            return running.get();
        }
        try {
            var started = ports.daemons().start(new Daemons.Spec(name, argv(), home, Map.of(), home.resolve("log")));
            WholeFile.write(home.resolve("slots.json"), Json.write(words(site.slots())) + "\n");
            return started;
        } catch (IOException e) {
            return running().orElseThrow(() -> e);
        }
    }

    /** A router that is started again must find the live release where it was. */
    private void refuseMovedSlots() throws IOException {
        var noted = home.resolve("slots.json");
        if (Files.exists(noted) && Files.exists(home.resolve("route.json"))
                && !Json.read(Files.readString(noted), noted.toString()).plain().equals(Json.read(Json.write(words(site.slots())), "").plain())) {
            throw new IOException("The slots of this environment are " + Files.readString(noted).strip() + ", the settings say "
                    + words(site.slots()) + ". Expected the same: users are sent to these ports. Keep them, or give the new ports a"
                    + " state folder of their own.");
        }
    }

    private static Map<String, Integer> words(Map<Slot, Integer> slots) {
        var words = new TreeMap<String, Integer>();
        slots.forEach((slot, port) -> words.put(slot.word(), port));
        return words;
    }

    static void stop(Ports ports, Path home, String environment) throws IOException, InterruptedException {
        for (var daemon : ports.daemons().named(name(home, environment))) {
            ports.daemons().stop(daemon, GRACE);
        }
    }

    private Optional<Daemons.Daemon> running() throws IOException {
        return ports.daemons().named(name).stream().findFirst();
    }

    private List<String> argv() throws IOException {
        Files.createDirectories(home.resolve("tmp"));
        var argv = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Djava.io.tmpdir=" + home.resolve("tmp"), "-cp",
                program(), Main.class.getName(), "embedded-router", "--name", name, "--port", String.valueOf(site.router().port()), "--admin",
                String.valueOf(site.router().admin()), "--route", home.resolve("route.json").toString()));
        for (var slot : Slot.values()) {
            argv.add("--" + slot.word());
            argv.add(String.valueOf(site.slots().get(slot)));
        }
        return argv;
    }

    /** A copy of our own: a router that runs for months must not lose its classes when the checkout is built again. */
    private String program() throws IOException {
        var own = Path.of(System.getProperty("java.class.path"));
        if (!Files.isRegularFile(own)) {
            return System.getProperty("java.class.path");
        }
        var copy = home.resolve("router.jar");
        var next = Files.createTempFile(home, "router", ".next");
        Files.copy(own, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return copy.toString();
    }

    private String lastLines() throws IOException {
        var log = home.resolve("log");
        var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
