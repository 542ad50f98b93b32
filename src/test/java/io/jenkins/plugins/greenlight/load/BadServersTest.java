package io.jenkins.plugins.greenlight.load;

import static io.jenkins.plugins.greenlight.load.RawServer.OK;
import static io.jenkins.plugins.greenlight.load.RawServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty requests each: none is lost from the count, whatever the server does. */
@Tag("slow")
class BadServersTest {
    @Test void countsAHangAsTimeouts() throws Exception {
        try (var server = hangingIf(request -> true)) {

            var result = Loads.of(server.uri()).timeout(300).run();

            assertOnly(result, ErrorKind.TIMEOUT, 20);
            assertThat(result.latency()).isEmpty();
            assertThat(result.throughput()).isZero();
        }
    }

    @Test void neverLooksFasterForAHang() throws Exception {
        try (var server = hangingIf(request -> request % 4 == 3)) {

            var result = Loads.of(server.uri()).run();

            assertThat(result.good()).isEqualTo(15);
            assertThat(result.errors()).containsEntry(ErrorKind.TIMEOUT, 5L);
            assertThat(result.latency().orElseThrow().p90()).isGreaterThanOrEqualTo(3_000);
            assertThat(result.latency().orElseThrow().p50()).isLessThan(3_000);
        }
    }

    @Test void neverLooksFasterForFastErrors() throws Exception {
        try (var server = new RawServer((request, socket) ->
                say(socket, request % 4 == 3 ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n" : OK))) {

            var result = Loads.of(server.uri()).run();

            assertThat(result.good()).isEqualTo(15);
            assertThat(result.statuses()).isEqualTo(Map.of(503, 5L));
            assertThat(result.latency().orElseThrow().p90()).isGreaterThanOrEqualTo(3_000);
        }
    }

    /** One connection, 300 ms each: sent at 0, 300 and 600 ms; from 700 ms on nothing is sent any more. */
    @Test void countsWhatCouldNeverBeSent() throws Exception {
        try (var server = hangingIf(request -> true)) {

            var result = Loads.of(server.uri()).connections(1).timeout(300).run();

            assertThat(result.requests()).isEqualTo(20);
            assertThat(result.failed()).isEqualTo(20);
            assertThat(result.errors().get(ErrorKind.TIMEOUT)).isBetween(2L, 3L);
            assertThat(result.errors().get(ErrorKind.UNSENT)).isBetween(17L, 18L);
        }
    }

    @Test void countsAnAddressWhereNobodyListens() throws Exception {
        int port = LoopbackPorts.free();

        var result = Loads.of(URI.create("http://127.0.0.1:" + port)).run();

        assertOnly(result, ErrorKind.CONNECT, 20);
        assertThat(result.latency()).isEmpty();
        assertThat(result.releases().answers()).isZero();
    }

    @Test void countsAServerThatAcceptsNoMore() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            var result = Loads.of(URI.create("http://127.0.0.1:" + server.getLocalPort())).timeout(300).run();

            assertThat(result.requests()).isEqualTo(20);
            assertThat(result.errors().get(ErrorKind.CONNECT)).isPositive();
            assertThat(result.errors().get(ErrorKind.CONNECT) + result.errors().get(ErrorKind.TIMEOUT)).isEqualTo(20);
        }
    }

    @Test void countsAConnectionThatIsClosedInsteadOfAnswered() throws Exception {
        try (var server = new RawServer((request, socket) -> false)) {
            assertOnly(Loads.of(server.uri()).run(), ErrorKind.RESET, 20);
        }
    }

    @Test void countsAResetInTheMiddleOfAnAnswer() throws Exception {
        try (var server = new RawServer((request, socket) -> {
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhal");
            socket.setSoLinger(true, 0);
            return false;
        })) {
            assertOnly(Loads.of(server.uri()).run(), ErrorKind.RESET, 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "HTTP/1.1 200 OK\r\nX-Half: ",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n", "HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\n"})
    void countsAnAnswerThatIsNotWhole(String answer) throws Exception {
        try (var server = new RawServer((request, socket) -> !say(socket, answer))) {
            assertOnly(Loads.of(server.uri()).run(), ErrorKind.RESET, 20);
        }
    }

    @Test void waitsForTheWholeAnswer() throws Exception {
        var here = new AtomicReference<RawServer>();
        String tooShort = OK.replace("Length: 2", "Length: 3");
        try (var server = new RawServer((request, socket) -> say(socket, tooShort) && here.get().hang())) {
            here.set(server);

            assertOnly(Loads.of(server.uri()).timeout(300).run(), ErrorKind.TIMEOUT, 20);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 599})
    void countsAStatusOf400OrMore(int status) throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\nno")) {

            var result = Loads.of(server.uri()).run();

            assertOnly(result, ErrorKind.STATUS, 20);
            assertThat(result.statuses()).isEqualTo(Map.of(status, 20L));
            assertThat(server.connections.get()).isLessThan(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 399 Odd\r\nContent-Length: 0\r\n\r\n"})
    void takesEveryWholeAnswerBelow400(String answer) throws Exception {
        try (var server = RawServer.answering(answer)) {

            var result = Loads.of(server.uri()).connections(1).run();

            assertThat(result.good()).isEqualTo(20);
            assertThat(result.failed()).isZero();
            assertThat(result.releases().none()).isEqualTo(20);
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\n\r\nuntil the end", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"})
    void reconnectsWhenAServerClosesAfterItsAnswer(String answer) throws Exception {
        try (var server = new RawServer((request, socket) -> !say(socket, answer))) {

            var result = Loads.of(server.uri()).run();

            assertThat(result.good()).isEqualTo(20);
            assertThat(result.failed()).isZero();
            assertThat(server.connections).hasValue(20);
        }
    }

    /** A request that crosses the unannounced end is lost and counted: they come so far apart that hardly any does. */
    @Test void reconnectsWhenAServerClosesWithoutSayingSo() throws Exception {
        try (var server = new RawServer((request, socket) -> !say(socket, OK))) {

            var result = Loads.of(server.uri()).rate(10, 1_000).run();

            assertThat(result.good() + result.failed()).isEqualTo(10);
            assertThat(result.good()).isGreaterThan(5);
            assertThat(server.connections.get()).isGreaterThan(5);
        }
    }

    @Test void sendsNoQueuedRequestOnAConnectionThatEndsWithItsAnswer() throws Exception {
        try (var server = new RawServer((request, socket) -> !say(socket, "HTTP/1.1 200 OK\r\n\r\nuntil the end"))) {

            var result = Loads.of(server.uri()).connections(1).rate(2_000, 50).run();

            assertThat(result.good()).isEqualTo(100);
        }
    }

    @Test void knowsThatAnAnswerToHeadHasNoBody() throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")) {

            var head = new LoadPlan.Request("HEAD", "/", "");
            var result = Loads.of(server.uri()).asking(head).connections(1).run();

            assertThat(result.good()).isEqualTo(20);
        }
    }

    @Test void dropsAConnectionThatTalksUnasked() throws Exception {
        try (var server = new RawServer((request, socket) -> say(socket, OK) && pausedThenSays(socket))) {

            var result = Loads.of(server.uri()).rate(5, 800).run();

            assertThat(result.good()).isEqualTo(4);
            assertThat(server.connections).hasValue(4);
        }
    }

    private static boolean pausedThenSays(java.net.Socket socket) throws IOException {
        RawServer.let(10);
        return say(socket, OK);
    }

    private static RawServer hangingIf(java.util.function.IntPredicate bad) throws IOException {
        var here = new AtomicReference<RawServer>();
        var server = new RawServer((request, socket) -> bad.test(request) ? here.get().hang() : say(socket, OK));
        here.set(server);
        return server;
    }

    private static void assertOnly(LoadResult result, ErrorKind kind, long count) {
        assertThat(result.requests()).isEqualTo(count);
        assertThat(result.good()).isZero();
        assertThat(result.errors()).hasSize(ErrorKind.values().length).containsEntry(kind, count);
        assertThat(result.failed()).isEqualTo(count);
    }
}
