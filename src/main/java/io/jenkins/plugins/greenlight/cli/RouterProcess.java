package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The embedded router as a process of its own, which outlives every engine. */
final class RouterProcess {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Ports ports;
    private final Path home;
    private final String name;
    private final DeploySettings settings;

    /** @param home of this router alone: its route file, its log, its copy of the program */
    RouterProcess(Ports ports, Path home, String environment, DeploySettings settings) {
        this.ports = ports;
        this.home = home;
        this.name = "greenlight-router:" + environment + ":" + Sha256.of(home.toString()).substring(0, 8);
        this.settings = settings;
    }

    /** Returns when it answers. Safe to repeat. */
    void ensure() throws IOException, InterruptedException {
        var running = running();
        if (running.isEmpty()) {
            Files.createDirectories(home);
            running = Optional.of(ports.daemons().start(new Daemons.Spec(name, argv(), home, Map.of(), home.resolve("log"))));
        }
        var end = ports.clock().instant().plus(START);
        while (!answers()) {
            if (!ports.daemons().alive(running.get()) || !ports.clock().instant().isBefore(end)) {
                throw new IOException("The router did not come up on port " + settings.adminPort() + ". Expected it within "
                        + START.toSeconds() + " s. Its last lines: " + lastLines());
            }
            ports.pause().pause(Duration.ofMillis(50));
        }
    }

    void stop() throws IOException, InterruptedException {
        for (var daemon : ports.daemons().named(name)) {
            ports.daemons().stop(daemon, GRACE);
        }
    }

    private Optional<Daemons.Daemon> running() throws IOException {
        return ports.daemons().named(name).stream().findFirst();
    }

    private boolean answers() throws InterruptedException {
        try {
            return ports.http().send(Http.Request.get(URI.create("http://127.0.0.1:" + settings.adminPort() + "/health"),
                    Duration.ofSeconds(2))).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> argv() throws IOException {
        Files.createDirectories(home.resolve("tmp"));
        var argv = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Djava.io.tmpdir=" + home.resolve("tmp"), "-cp",
                program(), Main.class.getName(), "router", "--port", String.valueOf(settings.routerPort()), "--admin",
                String.valueOf(settings.adminPort()), "--route", home.resolve("route.json").toString()));
        for (var slot : Slot.values()) {
            argv.add("--" + slot.word());
            argv.add(String.valueOf(settings.slots().get(slot)));
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
        var next = home.resolve("router.jar.next");
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
