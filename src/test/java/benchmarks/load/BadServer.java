package benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every sixth request as badly as it was told to, and the others well; knows how many of each there were. */
final class BadServer implements Closeable {
    enum Way {
        HANGS_UP_WITHOUT_ANSWER, CUTS_THE_HEAD, CUTS_THE_BODY, CUTS_A_CHUNK, NAMES_NO_RELEASE, ANSWERS_503_OF_A_ROUTER,
        HANGS, SPEAKS_NO_HTTP,
        ANSWERS_500, ANSWERS_404, HANGS_UP_AFTER_THE_ANSWER
    }

    static final int EVERY = 6;
    private static final String RELEASE = "X-Greenlight-Release: r1\r\n";

    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger planted = new AtomicInteger();
    final CountDownLatch hungUp = new CountDownLatch(1);
    private final Way way;
    private final ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    BadServer(Way way) throws IOException {
        this.way = way;
        start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", listener.getLocalPort());
    }

    private static void start(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            for (boolean more = true; more && head(socket.getInputStream()); ) {
                more = answer(socket.getOutputStream());
            }
        } catch (IOException e) {
            // The client has gone.
        }
        hungUp.countDown();
    }

    private boolean answer(OutputStream out) throws IOException {
        if (requests.incrementAndGet() % EVERY != 0) {
            say(out, "HTTP/1.1 200 OK\r\n" + RELEASE + "Content-Length: 4\r\n\r\ngood");
            return true;
        }
        planted.incrementAndGet();
        say(out, switch (way) {
            case HANGS_UP_WITHOUT_ANSWER, HANGS -> "";
            case CUTS_THE_HEAD -> "HTTP/1.1 200 OK\r\n" + RELEASE + "Content-Le";
            case CUTS_THE_BODY -> "HTTP/1.1 200 OK\r\n" + RELEASE + "Content-Length: 100\r\n\r\nhalf";
            case CUTS_A_CHUNK -> "HTTP/1.1 200 OK\r\n" + RELEASE + "Transfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n8\r\nbad";
            case NAMES_NO_RELEASE -> "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";
            case ANSWERS_503_OF_A_ROUTER -> "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\ngone";
            case SPEAKS_NO_HTTP -> "SSH-2.0-OpenSSH_9\r\n";
            case ANSWERS_500 -> "HTTP/1.1 500 No\r\n" + RELEASE + "Content-Length: 3\r\n\r\nbad";
            case ANSWERS_404 -> "HTTP/1.1 404 No\r\n" + RELEASE + "Content-Length: 3\r\n\r\nbad";
            case HANGS_UP_AFTER_THE_ANSWER -> "HTTP/1.1 200 OK\r\n" + RELEASE + "Content-Length: 4\r\n\r\ngood";
        });
        return switch (way) {
            case HANGS, NAMES_NO_RELEASE, ANSWERS_503_OF_A_ROUTER, ANSWERS_500, ANSWERS_404 -> true;
            case HANGS_UP_WITHOUT_ANSWER, CUTS_THE_HEAD, CUTS_THE_BODY,
                    CUTS_A_CHUNK, SPEAKS_NO_HTTP, HANGS_UP_AFTER_THE_ANSWER -> false;
        };
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @return false when nothing more comes */
    private static boolean head(InputStream in) throws IOException {
        int newlines = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
            if (newlines == 2) {
                return true;
            }
        }
        return false;
    }

    @Override public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
