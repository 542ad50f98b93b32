package io.jenkins.plugins.greenlight.deploy.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Between client and server: can be cut around a COMMIT, or be down. */
final class CutWire implements AutoCloseable {
    /** What becomes of the next COMMIT, once. */
    enum Next { PASS, CUT_BEFORE_COMMIT, CUT_AFTER_COMMIT, CUT_AFTER_COMMIT_AND_STAY_DOWN }

    volatile Next next = Next.PASS;
    volatile boolean down;
    /** After the server has committed, before the client knows that it lost the answer. */
    volatile Runnable afterCommit = () -> { };
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int server;

    CutWire(int server) throws IOException {
        this.server = server;
        threads.submit(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private Void accept() throws IOException {
        while (true) {
            var client = door.accept();
            if (down) {
                client.close();
            } else {
                var wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), server));
                threads.submit(wire::toServer);
                threads.submit(wire::toClient);
            }
        }
    }

    @Override public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    private final class Wire {
        private final Socket client;
        private final Socket backend;
        private volatile boolean swallow;

        Wire(Socket client, Socket backend) {
            this.client = client;
            this.backend = backend;
        }

        Void toServer() throws IOException {
            try (client; backend) {
                var bytes = new byte[65_536];
                for (int n = read(client.getInputStream(), bytes); n > 0; n = read(client.getInputStream(), bytes)) {
                    if (next != Next.PASS && new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains("COMMIT\0")) {
                        if (next == Next.CUT_BEFORE_COMMIT) {
                            next = Next.PASS;
                            return null;
                        }
                        swallow = true;
                    }
                    backend.getOutputStream().write(bytes, 0, n);
                }
            }
            return null;
        }

        Void toClient() throws IOException {
            try (client; backend) {
                var bytes = new byte[65_536];
                for (int n = read(backend.getInputStream(), bytes); n > 0; n = read(backend.getInputStream(), bytes)) {
                    if (swallow) {
                        down = next == Next.CUT_AFTER_COMMIT_AND_STAY_DOWN;
                        next = Next.PASS;
                        afterCommit.run();
                        return null;
                    }
                    client.getOutputStream().write(bytes, 0, n);
                }
            }
            return null;
        }

        private int read(InputStream from, byte[] bytes) {
            try {
                return from.read(bytes);
            } catch (IOException e) {
                return -1;
            }
        }
    }
}
