package io.jenkins.plugins.greenlight.deploy.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A release that behaves: echoes what it is sent, under its id. {@code /slow} waits to be let go, {@code /500} fails. */
final class Shop implements Closeable {
    private final String release;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final AtomicInteger requests = new AtomicInteger();
    final CountDownLatch letGo = new CountDownLatch(1);

    Shop(String release) throws IOException {
        this.release = release;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 200);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/slow")) {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (String name : new String[] {"X-Forwarded-For", "Upgrade"}) {
            exchange.getResponseHeaders().add("Seen-" + name, String.valueOf(exchange.getRequestHeaders().getFirst(name)));
        }
        exchange.getResponseHeaders().add("X-Greenlight-Release", release);
        boolean empty = path.equals("/204") || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(path.equals("/500") ? 500 : path.equals("/204") ? 204 : 200, empty || body.length == 0 ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override public void close() {
        letGo.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
