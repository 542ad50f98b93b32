package io.jenkins.plugins.greenlight.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The release that tests deliver: one class, started by its image's own Java. {@code MODE} says how good it is. */
public final class SteeredRelease {
    private SteeredRelease() { }

    public static void main(String[] arguments) throws IOException {
        String mode = System.getenv("MODE");
        if ("DIES".equals(mode)) {
            System.err.println("No catalogue at db:5432");
            System.exit(3);
        }
        var server = HttpServer.create(new InetSocketAddress(System.getenv("BIND"), Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/", exchange -> answer(exchange, "BAD".equals(mode) ? 500 : 200));
        server.createContext("/health", exchange -> answer(exchange, "UNHEALTHY".equals(mode) ? 503 : 200));
        server.createContext("/smoke", exchange -> answer(exchange, 200));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] bytes = "answer".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Greenlight-Release", System.getenv("GREENLIGHT_RELEASE"));
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
