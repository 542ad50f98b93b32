package io.jenkins.plugins.greenlight.stage.image.docker.context;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.parse.TarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;

/** Docker's own command line, which sends contexts to a listener of ours that is no engine. */
final class DockerCommand implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/local/bin/docker");

    private final HttpServer server;
    private final AtomicReference<byte[]> context = new AtomicReference<>();
    private final Path home;

    DockerCommand() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "There is no " + PROGRAM + " to compare with.");
        home = Files.createTempDirectory("docker-home");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Api-Version", "1.41");
        exchange.getResponseHeaders().set("Ostype", "linux");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] said = "{\"stream\":\"sha256:0\\n\"}\n".getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestURI().getPath().endsWith("/build")) {
            context.set(body);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : said.length);
        if (!head) {
            exchange.getResponseBody().write(said);
        }
        exchange.close();
    }

    /** Each file and link that the program sends, with its mode and where it points. */
    Set<String> sends(Path folder) throws IOException, InterruptedException {
        context.set(null);
        var start = new ProcessBuilder(PROGRAM.toString(), "-H", "tcp://127.0.0.1:" + server.getAddress().getPort(), "build", "-q", ".")
                .directory(folder.toFile()).redirectErrorStream(true);
        start.environment().putAll(Map.of("DOCKER_BUILDKIT", "0", "HOME", home.toString()));
        start.environment().remove("DOCKER_HOST");
        var process = start.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || context.get() == null) {
            throw new IOException("docker build sent nothing: " + said);
        }
        byte[] sent = context.get();
        boolean packed = sent.length > 2 && (sent[0] & 0xff) == 0x1f;
        return files(packed ? new java.util.zip.GZIPInputStream(new ByteArrayInputStream(sent)) : new ByteArrayInputStream(sent));
    }

    static Set<String> files(InputStream tar) throws IOException {
        var found = new TreeSet<String>();
        var reader = new TarReader(tar, "a context");
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            if (entry.get().kind() != TarReader.Kind.DIRECTORY) {
                found.add(entry.get().name() + " " + Integer.toOctalString(entry.get().mode()) + " " + entry.get().size() + " " + entry.get().link());
            }
        }
        return found;
    }

    @Override public void close() throws IOException {
        server.stop(0);
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
