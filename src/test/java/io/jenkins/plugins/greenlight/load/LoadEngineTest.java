package io.jenkins.plugins.greenlight.load;

import static io.jenkins.plugins.greenlight.load.RawServer.OK;
import static io.jenkins.plugins.greenlight.load.RawServer.let;
import static io.jenkins.plugins.greenlight.load.RawServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoadEngineTest {
    @Test void keepsTheRate() throws Exception {
        var times = new ConcurrentLinkedDeque<Long>();
        var log = new Loads.Lines();
        try (var server = new RawServer((request, socket) -> times.add(System.nanoTime()) && say(socket, OK))) {

            var result = new LoadEngine().run(Loads.of(server.uri()).warmup(200).rate(400, 2_500).timeout(5_000).plan(), log);

            assertThat(result.requests()).isEqualTo(1_000);
            assertThat(result.good()).isEqualTo(1_000);
            assertThat(result.failed()).isZero();
            assertThat(times).hasSize(1_080);
            assertThat((times.getLast() - times.getFirst()) / 1e9).isCloseTo(2.7, within(0.25));
            assertThat(result.throughput()).isCloseTo(400, within(20.0));
            assertThat(result.course()).hasSize(3);
            assertThat(log.all).hasSize(1).first().asString().startsWith("Load: ").contains("0 failed");
        }
    }

    /** Stalled for 0.4 s in every 2 s: a fifth of the arrivals wait, so p90 is about 200 ms. */
    @Test void tellsTheTruthAboutAServerThatStalls() throws Exception {
        long start = System.nanoTime();
        try (var server = new RawServer((request, socket) -> {
            long phase = (System.nanoTime() - start) / 1_000_000 % 2_000;
            let(phase < 400 ? 400 - phase : 0);
            return say(socket, OK);
        })) {

            var result = Loads.of(server.uri()).warmup(400).rate(200, 4_000).timeout(5_000).run();

            assertThat(result.requests()).isEqualTo(800);
            assertThat(result.good()).isEqualTo(800);
            var latency = result.latency().orElseThrow();
            assertThat(latency.p90()).isBetween(120.0, 330.0);
            assertThat(latency.p99()).isBetween(330.0, 1_000.0);
            assertThat(latency.p50()).isLessThan(100.0);
        }
    }

    /** Twenty arrivals in 0.4 s, one connection, 50 ms each: the last one is answered 0.6 s after its time. */
    @Test void countsTheWaitForAConnection() throws Exception {
        try (var server = new RawServer((request, socket) -> {
            let(50);
            return say(socket, OK);
        })) {

            var result = Loads.of(server.uri()).connections(1).timeout(5_000).run();

            assertThat(result.good()).isEqualTo(20);
            assertThat(server.connections).hasValue(1);
            assertThat(result.latency().orElseThrow().max()).isGreaterThan(580);
            assertThat(result.latency().orElseThrow().p50()).isGreaterThan(250);
        }
    }

    @Test void opensNoMoreConnectionsThanAllowed() throws Exception {
        try (var server = new RawServer((request, socket) -> {
            let(100);
            return say(socket, OK);
        })) {

            var result = Loads.of(server.uri()).connections(3).timeout(5_000).run();

            assertThat(result.good()).isEqualTo(20);
            assertThat(server.connections).hasValue(3);
        }
    }

    @Test void leavesTheWarmUpOut() throws Exception {
        try (var server = new RawServer((request, socket) ->
                say(socket, request < 10 ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n" : OK))) {

            var result = Loads.of(server.uri()).warmup(200).connections(1).run();

            assertThat(server.received).hasSize(30);
            assertThat(result.requests()).isEqualTo(20);
            assertThat(result.failed()).isZero();
        }
    }

    @Test void asksTheRequestsInTurnUnderTheBasePath() throws Exception {
        try (var server = RawServer.answering(OK)) {

            var result = Loads.of(server.uri().resolve("/shop/")).connections(1).asking(LoadPlan.Request.get("/a?x=1"),
                    new LoadPlan.Request("POST", "/b", "{\"ü\":1}"), new LoadPlan.Request("POST", "/c", "")).rate(50, 60).run();

            assertThat(result.good()).isEqualTo(3);
            assertThat(server.received.get(0)).startsWith("GET /shop/a?x=1 HTTP/1.1\r\n").doesNotContain("content-length")
                    .contains("host: 127.0.0.1:" + server.uri().getPort() + "\r\n");
            assertThat(server.received.get(1)).startsWith("POST /shop/b ").contains("content-type: application/json")
                    .contains("content-length: 8\r\n").endsWith("{\"ü\":1}");
            assertThat(server.received.get(2)).startsWith("POST /shop/c ").contains("content-length: 0\r\n");
        }
    }

    @Test void countsAnswersByReleaseAndKeepsSixteenIds() throws Exception {
        try (var server = new RawServer((request, socket) -> say(socket, request == 0
                ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                : OK.replace("r1", request == 1 ? "x".repeat(100) : request < 5 ? "blue" : "r" + request)))) {

            var releases = Loads.of(server.uri()).connections(1).rate(50, 600).timeout(5_000).run().releases();

            assertThat(releases.none()).isEqualTo(1);
            assertThat(releases.seen()).hasSize(16).containsEntry("blue", 3L).containsEntry("r5", 1L)
                    .containsEntry("x".repeat(64), 1L);
            assertThat(releases.others()).isEqualTo(11);
            assertThat(releases.answers()).isEqualTo(30);
        }
    }

    @Test void endsItsThreadAndConnectionsWhenInterrupted() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var here = new AtomicReference<RawServer>();
        try (var server = new RawServer((request, socket) -> socket.getInputStream().read() > 0 && here.get().hang())) {
            here.set(server);
            var thread = new Thread(() -> {
                try {
                    Loads.of(server.uri()).rate(50, 60_000).timeout(60_000).run();
                } catch (Exception e) {
                    thrown.set(e);
                }
            });
            thread.start();
            Waits.until(() -> server.received.size() >= 5);

            thread.interrupt();

            thread.join(10_000);
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            Waits.until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().startsWith("greenlight-load")));
        }
    }

    @Test void sendsNothingMoreOfItsQueueWhenInterrupted() throws Exception {
        var here = new AtomicReference<RawServer>();
        try (var server = new RawServer((request, socket) -> here.get().hang())) {
            here.set(server);
            var load = Loads.of(server.uri()).connections(1).rate(1_000, 60_000).timeout(60_000).plan();
            var log = new Loads.Lines();
            var thread = new Thread(() -> {
                try {
                    new LoadEngine().run(load, log);
                } catch (IOException | InterruptedException e) {
                    log.warn(e.getClass().getSimpleName());
                }
            });
            thread.start();
            Waits.until(() -> !log.all.isEmpty());

            thread.interrupt();

            thread.join(10_000);
            assertThat(log.all).last().isEqualTo("InterruptedException");
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test void leavesItsOwnStartUpOut() throws Exception {
        try (var server = RawServer.answering(OK)) {

            Loads.of(server.uri()).run();

            assertThat(server.received).hasSize(20);
        }
    }

    @Test void endsItsThreadAfterARun() throws Exception {
        try (var server = RawServer.answering(OK)) {

            Loads.of(server.uri()).run();

            Waits.until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().startsWith("greenlight-load")));
        }
    }

    @Test void saysThatAHostHasNoAddress() {
        var load = Loads.of(URI.create("http://greenlight.invalid/"));

        assertThatThrownBy(load::run).isInstanceOf(IOException.class).hasMessageContaining("greenlight.invalid");
    }
}
