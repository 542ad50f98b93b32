package io.jenkins.plugins.greenlight.registry;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Stands before a real registry and passes on what it is told, one request a connection; notes each request, and does to some of
 * them what networks, proxies and broken storages do.
 */
public final class FaultyRegistry implements AutoCloseable {
    /** What happens to a request instead of being passed on. */
    public interface Fate {
        void befall(Passage passage) throws Exception;
    }

    private record Fault(Pattern request, AtomicInteger left, Fate fate) { }

    /** "METHOD /path" of each request, in order. */
    public final List<String> requests = new CopyOnWriteArrayList<>();
    /** All header lines that came. */
    public final List<String> headers = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket door = new ServerSocket();
    private final int behind;

    public FaultyRegistry(int behind) throws IOException {
        this.behind = behind;
        door.setReceiveBufferSize(1 << 15); // what waits in buffers looks as if it had moved
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread(() -> {
            while (true) {
                var client = door.accept();
                open.add(client);
                thread(() -> serve(client));
            }
        });
    }

    /** Where it is, as in an image's name. */
    public String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** @param request a pattern of "METHOD /path" that is to be found in it
     *  @param times   so many requests of those to come */
    public FaultyRegistry fault(String request, int times, Fate fate) {
        faults.add(new Fault(Pattern.compile(request), new AtomicInteger(times), fate));
        return this;
    }

    /** How many requests there were of this pattern. */
    public long count(String request) {
        return requests.stream().filter(Pattern.compile(request).asPredicate()).count();
    }

    /** Reads all of the request and answers with these lines and this body. */
    public static Fate answers(String status, String body, String... lines) {
        return passage -> {
            passage.drain();
            passage.answer(status, body, lines);
        };
    }

    /** Answers as soon as the head was read, and closes without reading the body, as proxies with a limit do. */
    public static Fate answersAtOnce(String status, String body, String... lines) {
        return passage -> passage.answer(status, body, lines);
    }

    /** Reads nothing more and says nothing. */
    public static Fate hangs() {
        return passage -> passage.client.getInputStream().skip(0);
    }

    /** Passes on so many bytes of the request's body, then resets both connections. */
    public static Fate resetsUploadAfter(long bytes) {
        return passage -> {
            passage.forward(bytes);
            passage.reset();
        };
    }

    /** Passes on so many bytes of the answer's body, then closes. */
    public static Fate cutsAnswerAfter(int bytes) {
        return passage -> passage.back(head -> head, body -> Arrays.copyOf(body, bytes));
    }

    /** Passes it on, so many bytes of the request's body at a time and so many milliseconds between them. */
    public static Fate trickles(int bytes, long millis) {
        return passage -> {
            passage.forward(0);
            for (long left = passage.length(); left > 0; left -= bytes) {
                copy(passage.in, passage.server.getOutputStream(), Math.min(bytes, left));
                Thread.sleep(millis);
            }
            passage.server.getInputStream().transferTo(passage.client.getOutputStream());
            passage.client.close();
        };
    }

    /** Changes the answer's head, lines parted by CR LF. */
    public static Fate head(UnaryOperator<String> change) {
        return passage -> passage.back(change, body -> body);
    }

    /** Changes the answer's body, not its length. */
    public static Fate body(UnaryOperator<byte[]> change) {
        return passage -> passage.back(head -> head, change);
    }

    private void serve(Socket client) throws Exception {
        var in = new BufferedInputStream(client.getInputStream());
        var head = head(in);
        if (head.isEmpty()) {
            client.close();
            return;
        }
        var request = head.substring(0, head.lastIndexOf(" HTTP/", head.indexOf("\r\n")));
        requests.add(request);
        head.lines().skip(1).filter(line -> !line.isEmpty()).forEach(headers::add);
        var passage = new Passage(client, in, head);
        var fault = faults.stream().filter(each -> each.request.matcher(request).find() && each.left.getAndDecrement() > 0)
                .findFirst();
        (fault.isPresent() ? fault.get().fate : (Fate) passed -> passed.back(null, null)).befall(passage);
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            head.write(one);
            if (head.size() >= 4 && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** One request on its way. */
    public final class Passage {
        private final Socket client;
        private final InputStream in;
        private final String head;
        private Socket server;

        private Passage(Socket client, InputStream in, String head) {
            this.client = client;
            this.in = in;
            this.head = head;
        }

        private long length() {
            return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToLong(line -> Long.parseLong(line.substring(15).strip())).findFirst().orElse(0);
        }

        private void drain() throws IOException {
            copy(in, OutputStream.nullOutputStream(), length());
        }

        private void answer(String status, String body, String... lines) throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var text = "HTTP/1.1 " + status + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n"
                    + (lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n") + "\r\n";
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            if (!head.startsWith("HEAD ")) {
                client.getOutputStream().write(bytes);
            }
            client.close();
        }

        private void forward(long bytes) throws IOException {
            server = new Socket(InetAddress.getLoopbackAddress(), behind);
            open.add(server);
            server.getOutputStream().write(head.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                    .replaceFirst("(?i)\r\nConnection: [^c][^\r]*", "")
                    .getBytes(StandardCharsets.ISO_8859_1));
            copy(in, server.getOutputStream(), Math.min(bytes, length()));
        }

        private void reset() throws IOException {
            for (var socket : List.of(client, server)) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }

        /** @param changeHead null to pass all on as it comes */
        private void back(UnaryOperator<String> changeHead, UnaryOperator<byte[]> changeBody) throws IOException {
            forward(Long.MAX_VALUE);
            var answer = new BufferedInputStream(server.getInputStream());
            if (changeHead == null) {
                answer.transferTo(client.getOutputStream());
            } else {
                var given = head(answer);
                client.getOutputStream().write(changeHead.apply(given).getBytes(StandardCharsets.ISO_8859_1));
                client.getOutputStream().write(changeBody.apply(answer.readAllBytes()));
            }
            server.close();
            client.close();
        }
    }

    private static void copy(InputStream from, OutputStream to, long length) throws IOException {
        var buffer = new byte[1 << 16];
        for (long left = length; left > 0;) {
            int got = from.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                throw new IOException("the client gave up");
            }
            to.write(buffer, 0, got);
            left -= got;
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void thread(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                Thread.currentThread().interrupt(); // one of its sockets was closed: this thread is done
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override public void close() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
