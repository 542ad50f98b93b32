package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Router.Route;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RouterServerTest {
    private static final String KEPT_ALIVE = "HTTP/1.1 200 OK\r\nX-Greenlight-Release: raw\r\nContent-Length: 2\r\n\r\nok";

    @TempDir Path folder;

    private RouterFixture router(int bluePort) throws IOException, InterruptedException {
        return router(bluePort, RouterFixture.deadPort(), Duration.ofSeconds(60));
    }

    private RouterFixture router(int bluePort, int greenPort, Duration answerWait) throws IOException, InterruptedException {
        var router = new RouterFixture(folder.resolve("route.json"), bluePort, greenPort, answerWait);
        router.client.send(Slot.BLUE, false, 1);
        return router;
    }

    @Test void says503AndWhyWhileNobodyIsLive() throws Exception {
        try (var router = new RouterFixture(folder.resolve("route.json"), RouterFixture.deadPort(), RouterFixture.deadPort());
                var user = router.user()) {
            var answer = user.get("/");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.release()).isEmpty();
            assertThat(answer.text()).contains("no release is live yet");
            assertThat(router.client.route()).isEqualTo(new Route(Optional.empty(), 0));
        }
    }

    @Test void offersNoTunnels() throws Exception {
        try (var shop = new Shop("blue"); var router = router(shop.port()); var user = router.user()) {
            var answer = user.exchange("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n");

            assertThat(answer.status()).isEqualTo(405);
            assertThat(shop.requests).hasValue(0);
        }
    }

    @Test void passesRequestsAndAnswersOn() throws Exception {
        try (var shop = new Shop("blue"); var router = router(shop.port()); var user = router.user()) {
            var echo = user.post("/a?b=c", "hello");
            var none = user.get("/204");

            assertThat(echo.status()).isEqualTo(200);
            assertThat(echo.text()).isEqualTo("hello");
            assertThat(echo.release()).contains("blue");
            assertThat(echo.header("Seen-X-Forwarded-For")).contains("127.0.0.1");
            assertThat(none.status()).isEqualTo(204);
            router.awaitCounters(Slot.BLUE, new Counters(2, 0, 0, 0, 0));
            assertThat(router.client.counters(Slot.GREEN)).isEqualTo(new Counters(0, 0, 0, 0, 0));
        }
    }

    @Test void keepsAnOfferOfHttp2ToItself() throws Exception {
        try (var shop = new Shop("blue"); var router = router(shop.port()); var user = router.user()) {
            var answer = user.exchange("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n\r\n");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Seen-Upgrade")).contains("null");
            assertThat(user.get("/").status()).isEqualTo(200);
        }
    }

    @Test void countsAnErrorOfTheReleaseAndPassesItOn() throws Exception {
        try (var shop = new Shop("blue"); var router = router(shop.port()); var user = router.user()) {
            var answer = user.get("/500");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.release()).contains("blue");
            router.awaitCounters(Slot.BLUE, new Counters(0, 1, 0, 0, 0));
        }
    }

    @Test void says502WithoutAReleaseWhenTheReleaseIsDead() throws Exception {
        try (var router = router(RouterFixture.deadPort()); var user = router.user()) {
            var get = user.get("/");
            var post = user.post("/", "body");

            assertThat(List.of(get.status(), post.status())).containsExactly(502, 502);
            assertThat(get.release()).isEmpty();
            assertThat(post.text()).contains("blue").contains("accepts no connection");
            router.awaitCounters(Slot.BLUE, new Counters(0, 0, 2, 0, 0));
        }
    }

    @Test void serves502OnlyUntilTheReleaseIsBack() throws Exception {
        int port = RouterFixture.deadPort();
        try (var green = new Shop("green"); var router = router(port, green.port(), Duration.ofSeconds(60)); var user = router.user()) {
            assertThat(user.get("/").status()).isEqualTo(502);

            router.client.send(Slot.GREEN, false, 1);

            assertThat(user.get("/").release()).contains("green");
        }
    }

    @Test void countsAConnectionClosedWithoutAnAnswerAsResetAndNeverAsksAgain() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (var backend = new RawBackend((in, out) -> seen.add(RawBackend.request(in)));
                var router = router(backend.port()); var user = router.user(); var other = router.user()) {
            var get = user.get("/g");
            var post = other.post("/p", "body");

            assertThat(List.of(get.status(), post.status())).containsExactly(502, 502);
            assertThat(get.release()).isEmpty();
            assertThat(get.text()).contains("without a complete answer");
            router.awaitCounters(Slot.BLUE, new Counters(0, 0, 0, 2, 0));
            assertThat(seen).containsExactly("GET /g HTTP/1.1", "POST /p HTTP/1.1");
        }
    }

    @Test void breaksTheAnswerOffWhereTheReleaseDid() throws Exception {
        for (String start : List.of("Content-Length: 100\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n10\r\nhalf")) {
            try (var backend = new RawBackend((in, out) -> {
                RawBackend.request(in);
                RawBackend.write(out, "HTTP/1.1 200 OK\r\nX-Greenlight-Release: raw\r\n" + start);
            }); var router = router(backend.port()); var user = router.user()) {
                assertThatThrownBy(() -> user.get("/")).isInstanceOf(IOException.class);

                router.awaitCounters(Slot.BLUE, new Counters(0, 0, 0, 1, 0));
            }
        }
    }

    @Test void countsAReleaseThatHangsUpWithinAnUploadOnce() throws Exception {
        try (var backend = new RawBackend((in, out) -> RawClient.line(in)); var router = router(backend.port()); var user = router.user()) {
            assertThatThrownBy(() -> {
                user.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000000\r\n\r\n");
                for (int i = 0; i < 100; i++) {
                    user.out.write(new byte[1_000_000]);
                }
                throw new IOException("answered " + user.read().status());
            }).isInstanceOf(IOException.class);

            router.awaitCounters(Slot.BLUE, new Counters(0, 0, 0, 1, 0));
        }
    }

    @Test void doesNotBlameTheReleaseForAClientThatLeavesWithinItsUpload() throws Exception {
        var sawStart = new CountDownLatch(1);
        try (var backend = new RawBackend((in, out) -> {
            RawClient.line(in);
            sawStart.countDown();
            in.readAllBytes();
        }); var router = router(backend.port())) {
            try (var user = router.user()) {
                user.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nsome");
                sawStart.await();
                assertThat(router.client.counters(Slot.BLUE)).isEqualTo(new Counters(0, 0, 0, 0, 1));
            }

            router.awaitCounters(Slot.BLUE, new Counters(0, 0, 0, 0, 0));
        }
    }

    @Test void doesNotBlameTheReleaseForAClientThatLeavesWithinItsAnswer() throws Exception {
        try (var backend = new RawBackend((in, out) -> {
            RawBackend.request(in);
            RawBackend.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            for (int i = 0; i < 1_000; i++) {
                out.write(new byte[1_000_000]);
            }
        }); var router = router(backend.port())) {
            try (var user = router.user()) {
                user.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                RawClient.exactly(user.in, 1_000_000);
            }

            router.awaitCounters(Slot.BLUE, new Counters(0, 0, 0, 0, 0));
        }
    }

    @Test void says504AfterTheWaitAndClosesThatConnection() throws Exception {
        try (var shop = new Shop("blue"); var router = router(shop.port(), 1, Duration.ofMillis(200)); var user = router.user()) {
            var answer = user.get("/slow");

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.release()).isEmpty();
            assertThat(answer.text()).contains("did not answer within 200 ms");
            assertThat(answer.header("Connection")).contains("close");
            router.awaitCounters(Slot.BLUE, new Counters(0, 0, 0, 1, 0));
        }
    }

    @Test void doesNotCutAnAnswerThatHasBegunOrAnUploadThatGoesOn() throws Exception {
        var begun = new CountDownLatch(1);
        try (var backend = new RawBackend((in, out) -> {
            RawBackend.request(in);
            RawBackend.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhe");
            try {
                begun.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            RawBackend.write(out, "re");
        }); var router = router(backend.port(), 1, Duration.ofSeconds(1)); var user = router.user()) {
            user.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 15\r\n\r\n");
            for (int i = 0; i < 15; i++) {
                waitFor(Duration.ofMillis(100));
                user.write("x");
            }
            var answer = CompletableFuture.supplyAsync(() -> read(user));
            waitFor(Duration.ofMillis(1_500));
            begun.countDown();

            assertThat(answer.get().text()).isEqualTo("here");
            router.awaitCounters(Slot.BLUE, new Counters(1, 0, 0, 0, 0));
        }
    }

    @Test void keepsARequestOpenUntilItIsAnsweredSoThatDrainingCanWait() throws Exception {
        try (var blue = new Shop("blue"); var green = new Shop("green");
                var router = router(blue.port(), green.port(), Duration.ofSeconds(60)); var user = router.user(); var other = router.user()) {
            user.write("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            RouterFixture.await(() -> blue.requests.get() == 1);

            router.client.send(Slot.GREEN, false, 2);

            assertThat(other.get("/").release()).contains("green");
            assertThat(router.client.counters(Slot.BLUE)).isEqualTo(new Counters(0, 0, 0, 0, 1));
            blue.letGo.countDown();
            assertThat(user.read().release()).contains("blue");
            router.awaitCounters(Slot.BLUE, new Counters(1, 0, 0, 0, 0));
            assertThat(user.get("/").release()).contains("green");
        }
    }

    @Test void leavesAnOpenWebSocketWhereItIsAndCountsItAsOpen() throws Exception {
        try (var blue = new RawBackend(RouterServerTest::echoAfterUpgrade); var green = new Shop("green");
                var router = router(blue.port(), green.port(), Duration.ofSeconds(2)); var other = router.user()) {
            try (var socket = router.user()) {
                var upgraded = socket.exchange("GET /chat HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
                assertThat(upgraded.status()).isEqualTo(101);
                assertThat(upgraded.header("Upgrade")).contains("echo");

                router.client.send(Slot.GREEN, false, 2);
                var elsewhere = other.get("/");
                assertThat(elsewhere.release()).as(elsewhere.text()).contains("green");
                waitFor(Duration.ofMillis(2_500)); // longer than the wait for an answer
                socket.write("ping");

                assertThat(new String(RawClient.exactly(socket.in, 4), StandardCharsets.UTF_8)).isEqualTo("ping");
                assertThat(router.client.counters(Slot.BLUE)).isEqualTo(new Counters(1, 0, 0, 0, 1));
            }
            router.awaitCounters(Slot.BLUE, new Counters(1, 0, 0, 0, 0));
        }
    }

    @Test void streamsAChunkedUploadBothWays() throws Exception {
        var random = new byte[5 * 1024 * 1024];
        new Random(7).nextBytes(random);
        try (var shop = new Shop("blue"); var router = router(shop.port()); var user = router.user()) {
            var answer = CompletableFuture.supplyAsync(() -> read(user));
            user.write("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int at = 0; at < random.length; at += 64 * 1024) {
                user.write(Integer.toHexString(64 * 1024) + "\r\n");
                user.out.write(random, at, 64 * 1024);
                user.write("\r\n");
            }
            user.write("0\r\n\r\n");

            assertThat(answer.get().body()).isEqualTo(random);
        }
    }

    @Test void losesNoRequestToAnIdleConnectionThatTheReleaseHasClosed() throws Exception {
        try (var backend = new RawBackend((in, out) -> {
            RawBackend.request(in);
            RawBackend.write(out, KEPT_ALIVE);
        }); var router = router(backend.port()); var user = router.user()) {
            for (int i = 1; i <= 500; i++) {
                int closed = i;
                assertThat(user.post("/", "request " + i).status()).isEqualTo(200);
                RouterFixture.await(() -> backend.closed.get() == closed);
            }
            router.awaitCounters(Slot.BLUE, new Counters(500, 0, 0, 0, 0));
        }
    }

    @Test void usesAConnectionToTheReleaseAgainAndKeepsTheClientsWhenTheReleaseClosesItsOwn() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (var backend = new RawBackend((in, out) -> {
            seen.add("connection");
            seen.add(RawBackend.request(in));
            RawBackend.write(out, KEPT_ALIVE);
            seen.add(RawBackend.request(in));
            RawBackend.write(out, KEPT_ALIVE.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        }); var router = router(backend.port()); var user = router.user()) {
            for (int i = 0; i < 4; i++) {
                assertThat(user.get("/").status()).isEqualTo(200);
            }

            assertThat(seen).containsExactly("connection", "GET / HTTP/1.1", "GET / HTTP/1.1", "connection", "GET / HTTP/1.1", "GET / HTTP/1.1");
        }
    }

    @Test void knowsTheRouteAndTheEpochAfterARestart() throws Exception {
        var file = folder.resolve("deep/er/route.json");
        try (var green = new Shop("green")) {
            try (var router = new RouterFixture(file, RouterFixture.deadPort(), green.port())) {
                router.client.send(Slot.GREEN, false, 4);
                router.client.fence(6);
            }
            try (var router = new RouterFixture(file, RouterFixture.deadPort(), green.port()); var user = router.user()) {
                assertThat(router.client.route()).isEqualTo(new Route(Optional.of(Slot.GREEN), 6));
                assertThat(user.get("/").release()).contains("green");
            }
        }
    }

    @Test void doesNotStartOnARouteItCannotServe() throws Exception {
        var file = Files.writeString(folder.resolve("route.json"), "{\"live\":\"green\",\"epoch\":3}");

        assertThatThrownBy(() -> RouterServer.start(new RouterServer.Settings("test", 0, 0, Map.of(Slot.BLUE, 1), file)))
                .isInstanceOf(IOException.class).hasMessageContaining("green is live, but that slot has no port");
    }

    @Test void namesThePortThatIsInUseAndLeavesNothingListening() throws Exception {
        int free = RouterFixture.deadPort();
        try (var shop = new Shop("x")) {
            var inUse = new RouterServer.Settings("test", free, shop.port(), Map.of(Slot.BLUE, 1), folder.resolve("route.json"));

            assertThatThrownBy(() -> RouterServer.start(inUse)).isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + shop.port()).hasMessageContaining("in use").hasMessageContaining("another port");
            RouterServer.start(new RouterServer.Settings("test", free, 0, Map.of(Slot.BLUE, 1), folder.resolve("route.json"))).close();
        }
    }

    @Test void saysNothingWhenItStartsServesAndFails() throws Exception {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        var listener = new Handler() {
            @Override public void publish(LogRecord line) {
                said.add(line.getLoggerName() + " " + line.getMessage());
            }

            @Override public void flush() { }

            @Override public void close() { }
        };
        Logger.getLogger("").addHandler(listener);
        try (var router = router(RouterFixture.deadPort()); var user = router.user()) {
            assertThat(user.get("/").status()).isEqualTo(502);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        assertThat(said.stream().filter(line -> !line.startsWith("sun.") && !line.startsWith("jdk."))).isEmpty();
    }

    private static void echoAfterUpgrade(InputStream in, OutputStream out) throws IOException {
        RawBackend.request(in);
        RawBackend.write(out, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
        for (int next = in.read(); next >= 0; next = in.read()) {
            out.write(next);
        }
    }

    private static RawClient.Answer read(RawClient user) {
        try {
            return user.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time itself is what these tests are about: they let it pass, they wait for nothing. */
    private static void waitFor(Duration time) throws IOException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        RouterFixture.await(() -> System.nanoTime() >= until);
    }
}
