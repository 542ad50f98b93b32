package io.jenkins.plugins.greenlight.deploy.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;

/** The release that tests put into an image: one class, started by the image's own Java. */
public final class TinyServer {
    private TinyServer() { }

    public static void main(String[] arguments) throws IOException {
        if (System.getenv("DATABASE") != null) {
            System.err.println("\u001b[31mNo database at " + System.getenv("DATABASE") + "\u001b[0m");
            System.exit(3);
        }
        var address = new InetSocketAddress(System.getenv("BIND"), Integer.parseInt(System.getenv("PORT")));
        var server = HttpServer.create(address, 0);
        server.createContext("/health", exchange -> answer(exchange, "up"));
        server.createContext("/environment", exchange -> answer(exchange, new TreeMap<>(System.getenv()).toString()));
        server.createContext("/directory", exchange -> answer(exchange, Path.of("").toAbsolutePath().toString()));
        server.start();
        System.out.println("listening on " + address.getPort());
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Greenlight-Release", System.getenv("GREENLIGHT_RELEASE"));
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
