package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.port.Http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkHttpTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final JdkHttp http = new JdkHttp();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Boolean> broken = new CompletableFuture<>();
    private HttpServer server;

    @BeforeEach void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/echo", this::echo);
        server.createContext("/moved", exchange -> answer(exchange, 302, new byte[0]));
        server.createContext("/big", exchange -> answer(exchange, 200, new byte[JdkHttp.BODY_LIMIT]));
        server.createContext("/bigger", exchange -> answer(exchange, 200, new byte[JdkHttp.BODY_LIMIT + 1]));
        server.createContext("/endless", exchange -> endless(exchange, 1));
        server.createContext("/flood", exchange -> endless(exchange, 65_536));
        server.start();
    }

    @AfterEach void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test void sendsMethodHeadersAndBodyAndShowsHeadersInLowerCase() throws Exception {
        var answer = http.send(new Request("PUT", uri("/echo?q=1"), Map.of("X-Given", "yes"), "grün", LONG));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("PUT /echo?q=1 HTTP/1.1 yes grün");
        assertThat(answer.headers()).containsKey("x-release");
        assertThat(answer.header("X-Release")).contains("r1");
        assertThat(answer.header("X-None")).isEmpty();
    }

    @Test void sendsNoBodyWhenThereIsNone() throws Exception {
        assertThat(http.send(Request.get(uri("/echo"), LONG)).body()).isEqualTo("GET /echo HTTP/1.1 null ");
    }

    @Test void followsNoRedirectAndAnErrorIsAnAnswer() throws Exception {
        assertThat(http.send(Request.get(uri("/moved"), LONG)).status()).isEqualTo(302);
        assertThat(http.send(Request.get(uri("/none"), LONG)).status()).isEqualTo(404);
    }

    @Test void readsNoMoreThanOneMebibyte() throws Exception {
        assertThat(http.send(Request.get(uri("/big"), LONG)).body()).hasSize(JdkHttp.BODY_LIMIT);
        assertThat(http.send(Request.get(uri("/bigger"), LONG)).body()).hasSize(JdkHttp.BODY_LIMIT);
        assertThat(http.send(Request.get(uri("/flood"), LONG)).body()).hasSize(JdkHttp.BODY_LIMIT);
        assertThat(broken.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test void aBodyThatNeverEndsIsLate() throws Exception {
        assertThatThrownBy(() -> http.send(Request.get(uri("/endless"), Duration.ofMillis(700)))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("GET " + uri("/endless") + " failed: no complete answer within 0.7 s");
        assertThat(broken.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test void aServerThatNeverAnswersIsLate() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThatThrownBy(() -> http.send(Request.get(uri, Duration.ofMillis(300))))
                    .isInstanceOf(IOException.class).hasMessageContaining("no complete answer within 0.3 s");
        }
    }

    @Test void aBodyCutShortIsNoAnswer() throws Exception {
        assertCut("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        assertCut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        assertCut("");
        assertCut("SSH-2.0-OpenSSH\r\n\r\n");
    }

    @Test void nobodyThereIsSaid() throws Exception {
        int port = LoopbackPorts.free();

        assertThatThrownBy(() -> http.send(Request.get(URI.create("http://me:secret@127.0.0.1:" + port + "/a?token=x"), LONG)))
                .isInstanceOf(IOException.class).hasMessageNotContaining("secret").hasMessageNotContaining("token")
                .hasMessageStartingWith("GET http://127.0.0.1:" + port + "/a failed: nothing accepts connections there");
    }

    @Test void anUnknownHostIsSaid() {
        assertThatThrownBy(() -> http.send(Request.get(URI.create("http://no-such-host.invalid/"), LONG)))
                .isInstanceOf(IOException.class).hasMessageContaining("no-such-host.invalid").hasMessageContaining("not known");
    }

    @Test void whatCannotBeSentIsSaid() {
        assertThatThrownBy(() -> http.send(Request.get(URI.create("ftp://127.0.0.1/"), LONG))).isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be sent");
        assertThatThrownBy(() -> http.send(Request.get(URI.create("mailto:a"), LONG))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> http.send(Request.get(uri("/echo"), Duration.ZERO))).isInstanceOf(IOException.class);
    }

    @Test void beginsWithoutWaiting() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

            var never = http.begin(Request.get(uri, Duration.ofMillis(300)));
            var answered = http.begin(Request.get(uri("/echo"), LONG));

            assertThat(never).isNotDone();
            assertThat(answered.get(30, TimeUnit.SECONDS).body()).isEqualTo("GET /echo HTTP/1.1 null ");
            assertThat(never).failsWithin(Duration.ofSeconds(30)).withThrowableThat().havingCause().isInstanceOf(IOException.class)
                    .withMessageContaining("no complete answer within 0.3 s");
        }
    }

    @Test void whatIsBegunAndGoesWrongIsSaid() throws Exception {
        assertThat(http.begin(Request.get(uri("/endless"), Duration.ofMillis(700)))).failsWithin(Duration.ofSeconds(30)).withThrowableThat()
                .havingCause().withMessageContaining("no complete answer within 0.7 s");
        assertThat(broken.get(30, TimeUnit.SECONDS)).as("its connection is closed").isTrue();
        assertThat(http.begin(Request.get(URI.create("ftp://127.0.0.1/"), LONG))).failsWithin(Duration.ofSeconds(30)).withThrowableThat()
                .havingCause().withMessageContaining("cannot be sent");
        assertThat(http.begin(Request.get(URI.create("http://no-such-host.invalid/"), LONG))).failsWithin(Duration.ofSeconds(30))
                .withThrowableThat().havingCause().withMessageContaining("not known");
    }

    @Test void interruptionEndsTheRequest() throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                http.send(Request.get(uri("/endless"), LONG));
                outcome.complete(null);
            } catch (IOException | InterruptedException e) {
                outcome.complete(e);
            }
        });
        thread.start();

        thread.interrupt();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    private void assertCut(String answer) throws Exception {
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                while (true) {
                    try (var socket = listening.accept()) {
                        socket.getInputStream().read(new byte[4096]);
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            });
            var uri = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");

            assertThatThrownBy(() -> http.send(Request.get(uri, LONG))).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("GET " + uri + " failed: ").hasMessageNotContaining("no complete answer within");
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void echo(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var text = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getProtocol() + " "
                + exchange.getRequestHeaders().getFirst("X-Given") + " " + body;
        answer(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("X-Release", "r1");
        exchange.getResponseHeaders().add("Location", "/echo");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void endless(HttpExchange exchange, int part) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            while (true) {
                exchange.getResponseBody().write(new byte[part]);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(part == 1 ? 1_000_000 : 0);
            }
        } catch (IOException e) {
            broken.complete(true);
            throw e;
        }
    }
}
