package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Router;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Speaks to the embedded router through its admin port. Every call may be repeated: a write only says what shall hold. */
public final class RouterClient implements Router {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final Http http;
    private final URI frontDoor;
    private final URI admin;
    private final String name;

    /** @param frontPort where users come in, on 127.0.0.1
     *  @param adminPort where the router is told, on 127.0.0.1
     *  @param name      which router is expected there; another is told nothing */
    public RouterClient(Http http, int frontPort, int adminPort, String name) {
        this.name = name;
        this.http = http;
        this.frontDoor = URI.create("http://127.0.0.1:" + frontPort + "/");
        this.admin = URI.create("http://127.0.0.1:" + adminPort + "/");
    }

    /** The port of each slot, as the running router has it.
     * @throws IOException when none answers, or another than the one meant */
    public Map<Slot, Integer> slots() throws IOException, InterruptedException {
        return understand("/health", health -> {
            var ports = new EnumMap<Slot, Integer>(Slot.class);
            health.get("slots").fields().forEach((slot, port) -> ports.put(Slot.of(slot), (int) port.integer()));
            return ports;
        });
    }

    @Override public Route route() throws IOException, InterruptedException {
        return understand("/route", RouteFile::read);
    }

    @Override public void fence(long epoch) throws IOException, InterruptedException {
        ask("PUT", "/fence", Json.write(Map.of("epoch", epoch)));
    }

    /** Knows no failover: {@code onTrial} changes nothing. */
    @Override public void send(Slot slot, boolean onTrial, long epoch) throws IOException, InterruptedException {
        ask("PUT", "/route", Json.write(Map.of("slot", slot.word(), "epoch", epoch)));
    }

    @Override public Counters counters(Slot slot) throws IOException, InterruptedException {
        return understand("/counters", all -> {
            var one = all.get(slot.word());
            return new Counters(one.get("answers").integer(), one.get("serverErrors").integer(),
                    one.get("connectErrors").integer(), one.get("resets").integer(), one.get("open").integer());
        });
    }

    @Override public URI frontDoor() {
        return frontDoor;
    }

    private interface Reader<T> {
        T read(Node node);
    }

    private <T> T understand(String path, Reader<T> reader) throws IOException, InterruptedException {
        String body = ask("GET", path, "");
        try {
            return reader.read(Json.read(body, admin.resolve(path).toString()));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("What answers at " + admin.resolve(path) + " is not this router: " + e.getMessage()
                    + " Expected Greenlight's router there. Check what listens on port " + admin.getPort() + ".", e);
        }
    }

    private String ask(String method, String path, String body) throws IOException, InterruptedException {
        var request = new Http.Request(method, admin.resolve(path), body.isEmpty() ? Map.of(RouterAdmin.NAME, name)
                : Map.of(RouterAdmin.NAME, name, RouterAdmin.HEADER, "1", "Content-Type", "application/json"), body, TIMEOUT);
        Http.Answer answer;
        try {
            answer = http.send(request);
        } catch (IOException e) {
            throw new IOException("The router does not answer " + method + " " + request.uri() + ": " + e.getMessage() + " Expected it to run. Greenlight starts it with a"
                    + " deployment to this environment: run one, or resume the last.", e);
        }
        if (answer.status() == CONFLICT) {
            throw new StaleEpochException(problem(answer));
        }
        if (answer.status() != OK) {
            throw new IOException("The router refused " + method + " " + request.uri() + " with " + answer.status() + ": "
                    + problem(answer));
        }
        return answer.body();
    }

    /** What the router says in its answer; the answer itself when it is none of the router's. */
    private static String problem(Http.Answer answer) {
        try {
            return Json.read(answer.body(), "answer").get("error").text();
        } catch (ParseException e) {
            return answer.body().isBlank() ? "no reason given" : answer.body().strip();
        }
    }
}
