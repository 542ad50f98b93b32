package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts the release's name on every answer, turns a crash into a 500, counts what is in flight. */
final class Front implements HttpHandler {
    static final String RELEASE_HEADER = "X-Greenlight-Release";

    private final String release;
    private final Endpoint endpoint;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long lastEndNanos = System.nanoTime();
    private volatile boolean closing;

    Front(String release, Endpoint endpoint) {
        this.release = release;
        this.endpoint = endpoint;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        inFlight.incrementAndGet();
        try (exchange) {
            send(exchange, answer(exchange));
        } finally {
            lastEndNanos = System.nanoTime();
            inFlight.decrementAndGet();
        }
    }

    /** From now on every answer asks its client to close the connection. */
    void announceClosing() {
        closing = true;
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Since the last request ended; 0 while one is in flight. */
    long quietNanos() {
        return inFlight.get() > 0 ? 0 : System.nanoTime() - lastEndNanos;
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String method = isHead(exchange) ? "GET" : exchange.getRequestMethod();
        try {
            return endpoint.answer(method, exchange.getRequestURI(), exchange.getRequestBody());
        } catch (RuntimeException e) {
            System.err.println("A request crashed; it was answered 500. Release " + release + ", cause: " + e);
            return Answer.error(500, "The shop failed to answer. Please try again later.");
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set(RELEASE_HEADER, release);
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        if (!answer.allow().isEmpty()) headers.set("Allow", answer.allow());
        if (closing) headers.set("Connection", "close");
        byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), isHead(exchange) ? -1 : body.length);
        if (isHead(exchange)) return;
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }
}
