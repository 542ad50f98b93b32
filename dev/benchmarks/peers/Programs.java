package benchmarks.peers;

import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine, run to their end. */
final class Programs {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Programs() { }

    static Optional<Path> find(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin")).map(bin -> Path.of(bin, program))
                .filter(Files::isExecutable).findFirst();
    }

    /** @return what it said
     *  @throws IOException when it says no */
    static String run(String... argv) throws IOException, InterruptedException {
        var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(List.of(argv) + " ended with " + code + ": " + said.strip());
        }
        return said;
    }

    static int freePort() throws IOException {
        return LoopbackPorts.free();
    }

    /** Returns when just this release answers there. */
    static void awaitRelease(int port, String release) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).timeout(Duration.ofSeconds(2)).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var answer = HTTP.send(request, HttpResponse.BodyHandlers.discarding());
                if (answer.headers().firstValue("X-Greenlight-Release").filter(release::equals).isPresent()) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            if (System.nanoTime() > end) {
                throw new IOException(release + " does not answer on port " + port + " within " + PATIENCE.toSeconds() + " s.");
            }
            Thread.sleep(20);
        }
    }
}
