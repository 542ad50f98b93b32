package shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** The running service: the main port and, when the config says so, the control port. */
final class Shop {
    private static final int THREADS = 16;
    private static final int KEPT_ORDERS = 10_000;
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LAST_CALL = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<HttpServer> servers = new ArrayList<>();
    private final Front front;

    private Shop(Front front) {
        this.front = front;
    }

    static Shop start(ShopConfig config) throws IOException {
        tuneServer();
        var errors = new PlantedErrors();
        var store = new Storefront(config.release(), Catalogue.of(config.title()), new Orders(KEPT_ORDERS), errors);
        var shop = new Shop(new Front(config.release(), store));
        try {
            shop.listen(new InetSocketAddress(config.bind(), config.port()), shop.front);
            if (config.control()) shop.listen(controlAddress(shop.port()), new Front(config.release(), new ControlDesk(errors)));
            return shop;
        } catch (IOException | RuntimeException e) {
            shop.closeNow();
            throw e;
        }
    }

    int port() {
        return servers.get(0).getAddress().getPort();
    }

    /**
     * Goes on serving, with {@code Connection: close}, until no request came for 100 ms or 1 s is over; then takes no
     * more and lets those in flight finish. Returns after 5 s at the latest. Without the last call the Java server
     * would leave the next request on every kept connection unanswered.
     */
    void stop() throws InterruptedException {
        long begun = System.nanoTime();
        front.announceClosing();
        await(() -> front.quietNanos() >= QUIET.toNanos(), begun + LAST_CALL.toNanos());
        stopAccepting();
        await(() -> front.inFlight() == 0, begun + GRACE.toNanos());
        closeNow();
    }

    private static void await(BooleanSupplier done, long deadline) throws InterruptedException {
        while (!done.getAsBoolean() && System.nanoTime() - deadline < 0) Thread.sleep(LOOK.toMillis());
    }

    /** In a thread of its own: on Java 17 the server's stop waits its whole delay even when nothing is in flight. */
    private void stopAccepting() {
        for (var server : servers) {
            var closing = new Thread(() -> server.stop((int) GRACE.toSeconds()), "shop-closing");
            closing.setDaemon(true);
            closing.start();
        }
    }

    private void closeNow() {
        servers.forEach(server -> server.stop(0));
        threads.shutdown();
    }

    private void listen(InetSocketAddress address, Front handler) throws IOException {
        var server = open(address);
        servers.add(server);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    private static HttpServer open(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException("The address " + address + " cannot be opened: " + e.getMessage()
                    + ". Expected a free port. Choose another PORT or stop who holds it.", e);
        }
    }

    private static InetSocketAddress controlAddress(int mainPort) {
        return new InetSocketAddress("127.0.0.1", mainPort + ShopConfig.CONTROL_OFFSET);
    }

    /** Read once, when the first server is created. A router must close idle connections before the shop does. */
    private static void tuneServer() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.drainAmount", String.valueOf(1024 * 1024));
    }
}
