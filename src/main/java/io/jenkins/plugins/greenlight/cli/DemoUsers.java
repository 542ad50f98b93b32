package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The users: a raw client in a process of its own, and a second program that counts its log again. */
final class DemoUsers {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);
    /** Should this demo be killed, its users leave by themselves. */
    private static final int AT_MOST_SECONDS = 600;

    private final Path checkout;
    private final Path folder;
    private final Ports ports;

    DemoUsers(Path checkout, Path folder, Ports ports) {
        this.checkout = checkout;
        this.folder = folder;
        this.ports = ports;
    }

    Path log() {
        return checkout.relativize(folder.resolve("requests.csv"));
    }

    /** Returns when the first were answered. */
    void come(URI frontDoor, int perSecond) throws IOException, InterruptedException {
        var argv = java("samples/RawClient.java");
        argv.addAll(List.of("--url", frontDoor.toString(), "--rate", String.valueOf(perSecond), "--connections", "16", "--seconds",
                String.valueOf(AT_MOST_SECONDS), "--out", folder.resolve("requests.csv").toString(), "--summary",
                folder.resolve("summary.json").toString()));
        var client = ports.daemons().start(new Daemons.Spec(new DemoDaemons(ports, folder).client(), argv, checkout, Map.of(),
                folder.resolve("client.log")));
        var end = ports.clock().instant().plus(FIRST_ANSWER);
        while (answered() < perSecond) {
            if (!ports.daemons().alive(client) || !ports.clock().instant().isBefore(end)) {
                throw new IOException("The users did not come. Expected " + perSecond + " answers within " + FIRST_ANSWER.toSeconds()
                        + " s. See " + folder.resolve("client.log"));
            }
            ports.pause().pause(Duration.ofMillis(100));
        }
    }

    /** Requests in flight are answered first; then the summary is there. Safe to repeat. */
    void leave() throws IOException, InterruptedException {
        new DemoDaemons(ports, folder).stopClient();
    }

    /** What the client tallied while it ran. */
    String summary() throws IOException {
        return Files.readString(folder.resolve("summary.json")).strip();
    }

    /** The same from the log alone, by the other program. */
    String recount() throws IOException, InterruptedException {
        var argv = java("samples/Recount.java");
        argv.add(folder.resolve("requests.csv").toString());
        var result = ports.commands().run(new Command(argv, checkout, Map.of(), Duration.ofMinutes(2)));
        if (!result.succeeded()) {
            throw new IOException("The recount failed: " + result.errors());
        }
        return result.output().strip();
    }

    private long answered() throws IOException {
        var csv = folder.resolve("requests.csv");
        if (!Files.exists(csv)) {
            return 0;
        }
        try (var lines = Files.lines(csv)) {
            return lines.filter(line -> line.endsWith(",ok")).count();
        }
    }

    private List<String> java(String program) throws IOException {
        var tmp = Files.createDirectories(folder.resolve("tmp"));
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + tmp, checkout.resolve(program).toString()));
    }
}
