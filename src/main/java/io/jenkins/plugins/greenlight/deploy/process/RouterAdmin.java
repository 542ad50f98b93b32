package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the router is told: JSON over HTTP on a loopback port, for programs of this host and not for its browsers. */
final class RouterAdmin {
    static final String HEADER = "X-Greenlight-Admin";
    /** Names the router that is meant. */
    static final String NAME = "X-Greenlight-Router";
    private static final int BODY_LIMIT = 4_096;
    private static final Set<String> PATHS = Set.of("/route", "/fence", "/counters", "/health");
    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");

    private final String name;
    private final RouteFile route;
    private final Map<Slot, SlotTraffic> slots;

    RouterAdmin(String name, RouteFile route, Map<Slot, SlotTraffic> slots) {
        this.name = name;
        this.route = route;
        this.slots = slots;
    }

    private record Answer(int status, String json) { }

    /** A change of the route, durable when it returns. */
    private interface Change {
        Answer make(Node wish) throws IOException;
    }

    HttpHandler handler() {
        return new BlockingHandler(exchange -> {
            String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
            String meant = exchange.getRequestHeaders().getFirst(NAME);
            var answer = host == null || !LOOPBACK.matcher(host).matches()
                    ? refused(403, "The host " + host + " is not this one. Expected 127.0.0.1 or localhost.")
                    : meant != null && !meant.equals(name) ? refused(421, "This is the router " + name + ", not " + meant + ".") : answer(exchange);
            exchange.setPersistent(!exchange.isRequestComplete()); // no idle connection to lose a write on
            exchange.setStatusCode(answer.status);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            exchange.getResponseSender().send(answer.json + "\n");
        });
    }

    private Answer answer(HttpServerExchange exchange) {
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestPath();
        return switch (asked) {
            case "GET /route" -> new Answer(200, RouteFile.text(route.current()));
            case "PUT /route" -> change(exchange, this::send);
            case "PUT /fence" -> change(exchange, wish -> new Answer(200, RouteFile.text(route.fence(epoch(wish)))));
            case "GET /counters" -> counters();
            case "GET /health" -> health();
            default -> refused(PATHS.contains(exchange.getRequestPath()) ? 405 : 404, asked + " is not offered here."
                    + " Expected GET /route, PUT /route, PUT /fence, GET /counters or GET /health.");
        };
    }

    private Answer change(HttpServerExchange exchange, Change change) {
        if (!"1".equals(exchange.getRequestHeaders().getFirst(HEADER))) {
            return refused(403, "A change without the header " + HEADER + ": 1 is refused: it may come from a web page.");
        }
        try {
            byte[] body = exchange.getInputStream().readNBytes(BODY_LIMIT + 1);
            return body.length > BODY_LIMIT ? refused(413, "The body is too long. Expected at most " + BODY_LIMIT + " bytes.")
                    : change.make(Json.read(new String(body, StandardCharsets.UTF_8), "body"));
        } catch (ParseException | IllegalArgumentException e) {
            return refused(400, e.getMessage() + " Expected {\"slot\":\"blue\",\"epoch\":7}, for a fence only the epoch. Nothing was changed.");
        } catch (StaleEpochException e) {
            return refused(409, e.getMessage());
        } catch (IOException e) {
            return refused(500, "The route could not be written to disk: " + e + ". Nothing was changed.");
        }
    }

    private Answer send(Node wish) throws IOException {
        var slot = Slot.of(wish.get("slot").text());
        if (!slots.containsKey(slot)) {
            throw new IllegalArgumentException("This router has no port for slot " + slot.word() + ". Expected one of " + slots.keySet() + ".");
        }
        return new Answer(200, RouteFile.text(route.send(slot, epoch(wish))));
    }

    private static long epoch(Node wish) {
        long epoch = wish.get("epoch").integer();
        if (epoch < 0) {
            throw new IllegalArgumentException("\"epoch\" is " + epoch + ". Expected 0 or more.");
        }
        return epoch;
    }

    private Answer health() {
        var ports = new LinkedHashMap<String, Object>();
        slots.forEach((slot, traffic) -> ports.put(slot.word(), traffic.port()));
        var health = new LinkedHashMap<String, Object>();
        health.put("status", "up");
        health.put("name", name);
        health.put("slots", ports);
        return new Answer(200, Json.write(health));
    }

    private Answer counters() {
        var all = new LinkedHashMap<String, Object>();
        slots.forEach((slot, traffic) -> {
            var now = traffic.counters();
            all.put(slot.word(), Map.of("answers", now.answers(), "serverErrors", now.serverErrors(),
                    "connectErrors", now.connectErrors(), "resets", now.resets(), "open", now.open()));
        });
        return new Answer(200, Json.write(all));
    }

    private static Answer refused(int status, String message) {
        return new Answer(status, Json.write(Map.of("error", message)));
    }
}
