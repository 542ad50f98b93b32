package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.process.RawClient;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A release that answers with its name, or misbehaves as it is told; its health is always well while it listens. */
final class TinyRelease implements Closeable {
    enum Mood { WELL, ERROR, EMPTY, BROKEN_OFF, SILENT }

    private final String name;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private ServerSocket server;
    volatile Mood mood = Mood.WELL;
    /** Of the last request. */
    volatile String forwardedFor = "";

    TinyRelease(String name) throws IOException {
        this.name = name;
        this.server = listen(0);
        this.port = server.getLocalPort();
        serve();
    }

    int port() {
        return port;
    }

    /** Its port is closed and so is every connection. A listener that waits when it is closed may take one more: until none gets in. */
    void die() throws IOException {
        server.close();
        while (listens()) {
            Thread.onSpinWait();
        }
        for (var socket : sockets) {
            socket.close();
        }
    }

    private boolean listens() throws IOException {
        try (var guest = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return guest.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (SocketException e) {
            return true; // reset while it ends
        }
    }

    void rise() throws IOException {
        server = listen(port);
        serve();
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        return socket;
    }

    private void serve() {
        var listening = server;
        thread(() -> {
            while (true) {
                var socket = listening.accept();
                sockets.add(socket);
                if (listening.isClosed()) {
                    socket.close(); // came in just before its death, which did not see it
                }
                thread(() -> serve(socket));
            }
        });
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            while (answer(in, socket.getOutputStream())) {
                in.mark(1);
            }
        } finally {
            sockets.remove(socket);
        }
    }

    private boolean answer(InputStream in, OutputStream out) throws IOException {
        var first = RawClient.line(in);
        var headers = RawClient.headers(in);
        RawClient.body(in, headers);
        forwardedFor = headers.getOrDefault("x-forwarded-for", "");
        var now = first.contains("/health") ? Mood.WELL : mood;
        if (headers.containsKey("upgrade")) {
            write(out, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
            return in.read() >= 0;
        }
        return switch (now) {
            case WELL -> whole(out, 200);
            case ERROR -> whole(out, 500);
            case EMPTY -> false;
            case BROKEN_OFF -> write(out, "HTTP/1.1 200 OK\r\nX-Greenlight-Release: " + name
                    + "\r\nContent-Length: 100\r\n\r\nhalf") && false;
            case SILENT -> never();
        };
    }

    private boolean never() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean whole(OutputStream out, int status) throws IOException {
        return write(out, "HTTP/1.1 " + status + " Said\r\nX-Greenlight-Release: " + name + "\r\nContent-Length: " + name.length()
                + "\r\n\r\n" + name);
    }

    private static boolean write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // its socket was closed: this thread is done
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override public void close() throws IOException {
        closed.countDown();
        die();
    }
}
