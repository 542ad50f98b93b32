package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.port.Http;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A running router and the client that tells it. */
final class RouterFixture implements Closeable {
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    final RouterServer server;
    final RouterClient client;

    RouterFixture(Path routeFile, int bluePort, int greenPort) throws IOException {
        this(routeFile, bluePort, greenPort, Duration.ofSeconds(60));
    }

    RouterFixture(Path routeFile, int bluePort, int greenPort, Duration answerWait) throws IOException {
        server = RouterServer.start(new RouterServer.Settings("test", 0, 0, Map.of(Slot.BLUE, bluePort, Slot.GREEN, greenPort), routeFile), answerWait);
        client = new RouterClient(RouterFixture::send, server.frontPort(), server.adminPort(), "test");
    }

    RawClient user() throws IOException {
        return new RawClient(server.frontPort());
    }

    void awaitCounters(Slot slot, Counters expected) throws IOException, InterruptedException {
        try {
            await(() -> client.counters(slot).equals(expected));
        } catch (AssertionError e) {
            assertThat(client.counters(slot)).isEqualTo(expected);
        }
    }

    static void await(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("held within 10 s").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A port on which nobody listens. */
    static int deadPort() throws IOException {
        return LoopbackPorts.free();
    }

    static Http.Answer send(Http.Request request) throws IOException {
        var text = new StringBuilder(request.method() + " " + request.uri().getPath() + " HTTP/1.1\r\nHost: " + request.uri().getAuthority()
                + "\r\nContent-Length: " + request.body().length() + "\r\n");
        request.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        var answer = RawClient.once(request.uri().getPort(), text + "\r\n" + request.body());
        return new Http.Answer(answer.status(), Map.of(), answer.text());
    }

    @Override public void close() {
        server.close();
    }
}
