package io.jenkins.plugins.greenlight.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/** The release that tests deliver: one class, started by its image's own Java. {@code MODE} says how good it is. */
public final class SteeredRelease {
    private SteeredRelease() { }

    public static void main(String[] arguments) throws IOException {
        String mode = System.getenv("MODE");
        tellSecret(System.getenv("DB_PASSWORD_FILE"));
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

    /** As no release should and many do. */
    private static void tellSecret(String file) throws IOException {
        if (file != null) {
            var secret = Files.readString(Path.of(file)).strip();
            var bytes = ("me:" + secret).getBytes(StandardCharsets.UTF_8);
            System.err.println("Logging in with " + secret + " at db:5432");
            System.err.println("Authorization: Basic " + Base64.getEncoder().encodeToString(bytes));
            System.err.println("GET https://db/?password=" + URLEncoder.encode(secret, StandardCharsets.UTF_8));
            System.err.println("sent " + HexFormat.of().formatHex(bytes));
        }
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
