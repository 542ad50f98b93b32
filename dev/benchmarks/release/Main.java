package benchmarks.release;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;

/**
 * A release to be switched: needs java.base alone. {@code PORT} (0: any), {@code BIND} (default 0.0.0.0),
 * {@code GREENLIGHT_RELEASE}, {@code ORDERS} (see {@link Orders}). SIGTERM: it answers what it has begun, 10 s at most.
 */
public final class Main {
    private static final long GRACE_MILLIS = 10_000;

    private Main() { }

    public static void main(String[] args) throws IOException, InterruptedException {
        var environment = System.getenv();
        var server = new Server(InetAddress.getByName(environment.getOrDefault("BIND", "0.0.0.0")),
                Integer.parseInt(environment.getOrDefault("PORT", "8080")),
                environment.getOrDefault("GREENLIGHT_RELEASE", "unnamed"));
        server.orders.take(environment.getOrDefault("ORDERS", ""));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        System.out.println("release " + server.release + " listens on port " + server.port());
        server.serve();
        new CountDownLatch(1).await();   // the listener was closed, and what is open goes on
    }

    private static void stop(Server server) {
        try {
            server.stop(GRACE_MILLIS);
        } catch (IOException e) {
            System.err.println("The listener could not be closed: " + e.getMessage() + ". Going on without it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
