package io.jenkins.plugins.greenlight.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fifty requests a second through plain sockets, half of them on one connection that is kept, half on a new one each.
 * Nothing is sent a second time. Lost is what got no complete answer, or one that no release has signed.
 */
final class RawUsers implements AutoCloseable {
    private static final int EVERY_MILLIS = 20;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String RELEASE = "x-greenlight-release";

    private final int port;
    private final Thread thread;
    private final List<String> lost = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private Socket kept;
    private volatile boolean over;

    private RawUsers(int port) {
        this.port = port;
        this.thread = new Thread(this::use, "users");
    }

    static RawUsers come(int port) {
        var users = new RawUsers(port);
        users.thread.start();
        return users;
    }

    /** What went wrong so far, each with its time. */
    synchronized List<String> lost() {
        return List.copyOf(lost);
    }

    /** Begins to count what goes wrong from nothing; says what did before. */
    synchronized List<String> setApart() {
        var before = List.copyOf(lost);
        lost.clear();
        return before;
    }

    /** So far, of whichever status, signed by this release. */
    synchronized int answersOf(String release) {
        return answers.getOrDefault(release, 0);
    }

    synchronized int answers() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void use() {
        long next = System.nanoTime();
        for (int i = 0; !over; i++) {
            try {
                count(i % 2 == 0 ? onKept() : onNew());
            } catch (IOException | RuntimeException e) {
                lose(e.toString());
            }
            next = Math.max(next + EVERY_MILLIS * 1_000_000L, System.nanoTime() - 1_000_000_000L);
            pauseUntil(next);
        }
    }

    private void pauseUntil(long nanos) {
        try {
            Thread.sleep(Math.max(0, (nanos - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
    }

    private Map<String, String> onNew() throws IOException {
        try (var socket = connect()) {
            return ask(socket, "close");
        }
    }

    /** A connection that its other end has announced to close is not used again; one that breaks is one lost. */
    private Map<String, String> onKept() throws IOException {
        if (kept == null) {
            kept = connect();
        }
        try {
            var answer = ask(kept, "keep-alive");
            if ("close".equalsIgnoreCase(answer.get("connection"))) {
                leave();
            }
            return answer;
        } catch (IOException | RuntimeException e) {
            leave();
            throw e;
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static Map<String, String> ask(Socket socket, String connection) throws IOException {
        socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: " + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var in = new BufferedInputStream(socket.getInputStream());
        var answer = new TreeMap<String, String>();
        answer.put("status", line(in).split(" ")[1]);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            answer.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(answer.get("content-length"));
        if (in.readNBytes(length).length < length) {
            throw new EOFException("The connection ended within the body");
        }
        return answer;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended within \"" + line + "\"");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private void count(Map<String, String> answer) {
        if (!answer.containsKey(RELEASE)) {
            lose(answer.get("status") + " from no release");
            return;
        }
        synchronized (this) {
            answers.merge(answer.get(RELEASE), 1, Integer::sum);
        }
    }

    private synchronized void lose(String how) {
        lost.add(Instant.now() + " " + how);
    }

    private void leave() throws IOException {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    @Override public void close() throws IOException, InterruptedException {
        over = true;
        thread.join();
        leave();
    }
}
