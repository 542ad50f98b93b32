package io.jenkins.plugins.greenlight.metrics;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus of a test's own on 127.0.0.1, and a small service that it scrapes five times a second. */
public final class PrometheusServer implements AutoCloseable {
    private static final String PROGRAM = "prometheus";

    public final URI address;
    private final HttpServer service;
    private final Process process;
    private volatile String exposed = "";

    private PrometheusServer(Path folder) throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/metrics", exchange -> {
            var bytes = exposed.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
        int port = LoopbackPorts.free();
        address = URI.create("http://127.0.0.1:" + port);
        var config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 200ms, scrape_timeout: 200ms}
                scrape_configs:
                  - job_name: shop
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(service.getAddress().getPort()));
        process = new ProcessBuilder(List.of(program().orElseThrow().toString(), "--config.file=" + config, "--storage.tsdb.path="
                + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port)).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
    }

    /** Skips the test, with the reason, where there is none.
     * @param exposed what the service says of itself, in Prometheus' text format */
    public static PrometheusServer scraping(Path folder, String exposed) throws IOException {
        Assumptions.assumeTrue(program().isPresent(), "There is no prometheus in PATH. Install Prometheus (Debian: prometheus).");
        var server = new PrometheusServer(folder);
        server.exposed = exposed;
        return server;
    }

    public void expose(String text) {
        exposed = text;
    }

    /** The service is gone; Prometheus finds out by itself. */
    public void stopTheService() {
        service.stop(0);
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, PROGRAM)).filter(Files::isExecutable).findFirst();
    }

    @Override public void close() throws InterruptedException {
        service.stop(0);
        kill();
    }
}
