package io.jenkins.plugins.greenlight.deploy.process;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A release that may misbehave: each connection is handed to a script, and closed when the script returns. */
final class RawBackend implements Closeable {
    interface Script {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    final AtomicInteger closed = new AtomicInteger();

    RawBackend(Script script) throws IOException {
        thread(() -> {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                thread(() -> serve(script, socket));
            }
        });
    }

    /** Reads one request with its body, if it announces one. */
    static String request(InputStream in) throws IOException {
        String first = RawClient.line(in);
        RawClient.body(in, RawClient.headers(in));
        return first;
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Script script, Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.serve(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } finally {
            sockets.remove(socket);
            closed.incrementAndGet();
        }
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
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
