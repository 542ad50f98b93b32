package benchmarks.release;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A thread a connection. When it is to stop it takes no new one, closes those that wait, and lets the others answer. */
final class Server {
    private static final int BACKLOG = 1024;

    final String release;
    final Orders orders = new Orders();
    private final ServerSocket listener;
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Server(InetAddress bind, int port, String release) throws IOException {
        this.release = release;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(bind, port), BACKLOG);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections whose request is not answered yet. */
    long busy() {
        return visits.stream().filter(Visit::isBusy).count();
    }

    boolean isStopping() {
        return stopping;
    }

    /** Until the listener is closed. */
    void serve() {
        while (!listener.isClosed()) {
            try {
                var visit = new Visit(this, listener.accept());
                visits.add(visit);
                new Thread(null, () -> {
                    visit.run();
                    visits.remove(visit);
                }, "visit", 256 * 1024).start();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LockSupport.parkNanos(1_000_000);   // too many open files: those there are go on
                }
            }
        }
    }

    void closeListener() throws IOException {
        listener.close();
    }

    /** Returns when all have been answered, at the latest after this time. */
    void stop(long millis) throws IOException, InterruptedException {
        stopping = true;
        listener.close();
        long end = System.nanoTime() + millis * 1_000_000;
        while (!visits.isEmpty() && System.nanoTime() < end) {
            visits.forEach(Visit::closeIfIdle);
            Thread.sleep(5);
        }
    }
}
