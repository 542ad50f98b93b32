import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.*;

/**
 * An open-model load client on raw sockets: request i is meant to start at t0 + i/rate however late the answers are,
 * nothing is retried. It stops at the end of its standard input, or after --seconds when that is given, or on SIGTERM:
 * {@code java RawClient.java --url http://127.0.0.1:18080 --rate 200 --connections 16 --out requests.csv --summary summary.json}
 *
 * <p>A kept connection is looked at before each request; when its peer has closed it, a new one is opened and nothing
 * is lost. A failure to connect, or one after the first byte was sent, loses the request. Time limit: 5 s per request.
 *
 * <p>Outcomes. ok: complete answer that names its release, status below 500. error: the same from 500 on. lost: no
 * complete answer (status 0), or one that names no release in X-Greenlight-Release (the router's own); a name is 1 to
 * 200 visible ASCII characters without comma, quote and backslash. ok and error are "answered".
 *
 * <p>Times are in microseconds since the Unix epoch. Walk order: answered requests by (sent_us, n). served: answers per release. A flip: the first answer of a release
 * B other than the current one, A, opens it; it absorbs the following answers of A and B while their sent_us is at most
 * 50,000 us after its opening; the first answer that is later, or of a third release, ends it. Then the current
 * release is that of the last answer absorbed; when this is A again, nothing is recorded. atMicros: sent_us of the
 * first B answer. flipMillis: |done_us of the first B answer - done_us of the last A answer| / 1000, where the last A
 * answer is the last in walk order up to the flip's end, be it before the opening. bad: per release with errors their
 * number, smallest and largest done_us and the difference. Releases are listed as they first appear in walk order.
 */
public final class RawClient {
    static final long TIMEOUT_NANOS = 5_000_000_000L;
    static final String FOR_EVER = "999999999";
    static final String ORDER = "{\"product\":\"p1\",\"quantity\":2}";
    /** Every option and the shape of its value; only --seconds may be left out. */
    static final Map<String, String> OPTIONS = new TreeMap<>(Map.of("--url", "http://[A-Za-z0-9.-]+:[1-9][0-9]{0,4}/?", "--rate", "[1-9][0-9]{0,5}",
            "--connections", "[1-9][0-9]{0,2}", "--out", ".+", "--summary", ".+", "--seconds", "[1-9][0-9]{0,8}"));

    final Map<String, String> options;
    final InetSocketAddress target;
    final Tally tally;
    final AtomicLong tickets = new AtomicLong();
    final long baseMicros = System.currentTimeMillis() * 1000, baseNanos = System.nanoTime(), lastNanos;
    final CountDownLatch written = new CountDownLatch(1);
    volatile boolean stopped;

    RawClient(Map<String, String> options) throws IOException {
        var url = URI.create(options.get("--url"));
        this.options = options;
        this.target = new InetSocketAddress(url.getHost(), url.getPort());
        this.tally = new Tally(Path.of(options.get("--out")));
        this.lastNanos = baseNanos + Long.parseLong(options.get("--seconds")) * 1_000_000_000L;
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            new RawClient(options(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + ". Expected --url, --rate, --connections, --out, --summary and, if wanted, --seconds, once each: java"
                    + " RawClient.java --url http://127.0.0.1:18080 --rate 200 --connections 16 --out requests.csv --summary summary.json");
            System.exit(2);
        } catch (IOException e) {
            System.err.println("The client stopped: " + e + ". Expected --out and --summary to be writable. Its figures are incomplete.");
            System.exit(1);
        }
    }

    static Map<String, String> options(String... args) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i], value = i + 1 < args.length ? args[i + 1] : "";
            if (!OPTIONS.containsKey(name)) throw new IllegalArgumentException("Unknown option " + name);
            if (!value.matches(OPTIONS.get(name))) throw new IllegalArgumentException("The value of " + name + " is '" + value + "'");
            if (given.put(name, value) != null) throw new IllegalArgumentException("The option " + name + " is there twice");
        }
        given.putIfAbsent("--seconds", FOR_EVER);
        for (var name : OPTIONS.keySet()) if (!given.containsKey(name)) throw new IllegalArgumentException("The option " + name + " is missing");
        return given;
    }

    void run() throws IOException, InterruptedException {
        if (options.get("--seconds").equals(FOR_EVER)) start(this::stopAtEndOfInput);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait));
        var connections = IntStream.range(0, Integer.parseInt(options.get("--connections"))).mapToObj(i -> start(this::work)).toList();
        while (connections.stream().anyMatch(Thread::isAlive)) {
            tally.flush();
            Thread.sleep(50);
        }
        tally.flush();
        Files.writeString(Path.of(options.get("--summary")), tally.summary() + "\n");
        System.out.println(tally.summary());
        written.countDown();
    }

    /** SIGTERM: requests in flight end, and the summary is written. */
    void stopAndWait() {
        stopped = true;
        try {
            written.await(8, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Thread start(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);   // a full disk ends the program, whatever they wait for
        thread.start();
        return thread;
    }

    void stopAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("Standard input cannot be read: " + e + ". Taken as its end.");
        }
        stopped = true;
    }

    /** Sends the tickets that are due. Tickets are taken in order, so what is sent has no gap. */
    void work() {
        double rate = Double.parseDouble(options.get("--rate"));
        try (var kept = new Connection()) {
            while (!stopped && System.nanoTime() < lastNanos) {
                long n = tickets.getAndIncrement(), due = baseNanos + Math.round(n * 1e9 / rate);
                if (!waitUntil(due)) return;
                if (n % 10 != n / 10 % 10) send(n, due, kept, "");
                else try (var once = new Connection()) {   // one of ten, in turn through the mix
                    send(n, due, once, "Connection: close\r\n");
                }
            }
        }
    }

    boolean waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (stopped || due >= lastNanos) return false;
            LockSupport.parkNanos(Math.min(left, 50_000_000L));
        }
        return true;
    }

    void send(long n, long due, Connection connection, String header) {
        String method = n % 5 == 4 ? "POST" : "GET", path = n % 5 == 4 ? "/orders" : n % 2 == 0 ? "/products" : "/products/p1";
        String body = n % 5 == 4 ? "Content-Length: " + ORDER.length() + "\r\n\r\n" + ORDER : "\r\n";
        String request = method + " " + path + " HTTP/1.1\r\nHost: " + target.getHostString() + ":" + target.getPort() + "\r\n" + header + body;
        long sent = System.nanoTime(), deadline = sent + TIMEOUT_NANOS;
        var answer = new Answer(0, "");
        try {
            connection.openUnlessAlive(deadline);
            sent = System.nanoTime();
            answer = connection.exchange(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException | RuntimeException e) {
            connection.close();   // the answer stays empty: this request is lost
        }
        tally.add(n, method, path, micros(due), micros(sent), micros(System.nanoTime()), answer);
    }
    long micros(long nanos) { return baseMicros + (nanos - baseNanos) / 1000; }

    /** Status 0: no complete answer. An empty release: none was named. */
    record Answer(int status, String release) { }

    /** One socket at a time and the little HTTP/1.1 that is needed on it. */
    final class Connection implements AutoCloseable {
        SocketChannel channel;
        InputStream in;
        long deadline;

        /** Bytes nobody asked for (a router's 408 before it hangs up) count as closed too. */
        void openUnlessAlive(long deadline) throws IOException {
            this.deadline = deadline;
            if (channel != null && in.available() == 0 && peerIsQuiet()) return;
            close();
            channel = SocketChannel.open().setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(target, millisLeft());
            in = new BufferedInputStream(new InputStream() {
                @Override public int read() { throw new UnsupportedOperationException("Only the buffer reads here, and it reads arrays."); }
                @Override public int read(byte[] bytes, int from, int length) throws IOException {
                    channel.socket().setSoTimeout(millisLeft());
                    return channel.socket().getInputStream().read(bytes, from, length);
                }
            });
        }

        boolean peerIsQuiet() {
            try {
                channel.configureBlocking(false);
                int read = channel.read(ByteBuffer.allocate(1));
                channel.configureBlocking(true);
                return read == 0;
            } catch (IOException e) {
                return false;
            }
        }

        Answer exchange(byte[] request) throws IOException {
            channel.socket().getOutputStream().write(request);
            String status = line();
            if (!status.matches("HTTP/1[.][01] [2-5][0-9][0-9]( .*)?")) throw new ProtocolException(status);
            var headers = new HashMap<String, String>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                headers.put(line.split(":", 2)[0].toLowerCase(Locale.ROOT), line.substring(line.indexOf(':') + 1).strip());
            }
            skipBody(status, headers);
            String release = headers.getOrDefault("x-greenlight-release", "");
            return new Answer(Integer.parseInt(status.substring(9, 12)), release.matches("[!-~&&[^,\"\\\\]]{1,200}") ? release : "");
        }

        void skipBody(String status, Map<String, String> headers) throws IOException {
            boolean chunked = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
            boolean delimited = chunked || headers.containsKey("content-length") || status.matches(".{9}[23]04.*");
            if (chunked) skipChunks();
            else if (delimited) in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
            else in.transferTo(OutputStream.nullOutputStream());
            if (!delimited || status.startsWith("HTTP/1.0") || headers.getOrDefault("connection", "").equalsIgnoreCase("close")) close();
        }

        void skipChunks() throws IOException {
            for (long size = -1; size != 0; ) {
                size = Long.parseLong(line().split(";", 2)[0].strip(), 16);
                in.skipNBytes(size);
                if (size != 0 && !line().isEmpty()) throw new ProtocolException("A chunk is longer than it said.");
            }
            while (!line().isEmpty()) { }   // trailers
        }

        String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0 || line.length() > 16 * 1024) throw new ProtocolException("A line does not end.");
                if (c != '\r') line.append((char) c);
            }
            return line.toString();
        }

        int millisLeft() throws SocketTimeoutException {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis < 1) throw new SocketTimeoutException();
            return (int) millis;
        }

        @Override public void close() {
            try {
                if (channel != null) channel.close();
            } catch (IOException e) {
                System.err.println("A connection could not be closed: " + e + ". Going on without it.");
            }
            channel = null;
        }
    }

    /** Writes the file and counts beside it: the summary is never read back from the file. */
    static final class Tally {
        record Seen(long n, long sent, long done, String release, boolean error) { }
        final OutputStream out;
        final StringBuilder lines = new StringBuilder("n,method,path,intended_us,sent_us,done_us,status,release,outcome\n");
        final List<Seen> answered = new ArrayList<>();
        long requests;
        Tally(Path out) throws IOException { this.out = Files.newOutputStream(out); }

        synchronized void add(long n, String method, String path, long intended, long sent, long done, Answer answer) {
            requests++;
            String release = answer.release().intern(), outcome = release.isEmpty() ? "lost" : answer.status() < 500 ? "ok" : "error";
            if (!outcome.equals("lost")) answered.add(new Seen(n, sent, done, release, outcome.equals("error")));
            lines.append(n).append(',').append(method).append(',').append(path).append(',').append(intended).append(',').append(sent).append(',')
                    .append(done).append(',').append(answer.status()).append(',').append(release).append(',').append(outcome).append('\n');
        }

        /** Whole lines only, so that a reader may follow. */
        synchronized void flush() throws IOException {
            out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
            lines.setLength(0);
        }

        synchronized String summary() {
            answered.sort(Comparator.comparingLong(Seen::sent).thenComparingLong(Seen::n));
            var served = new LinkedHashMap<String, Long>();
            var bad = new LinkedHashMap<String, LongSummaryStatistics>();
            for (var seen : answered) {
                served.merge(seen.release(), 1L, Long::sum);
                if (seen.error()) bad.computeIfAbsent(seen.release(), release -> new LongSummaryStatistics()).accept(seen.done());
            }
            return "{\"requests\":" + requests + ",\"lost\":" + (requests - answered.size()) + ",\"errors\":" + answered.stream().filter(Seen::error).count()
                    + ",\"served\":" + object(served, String::valueOf) + ",\"flips\":[" + String.join(",", flips()) + "],\"bad\":"
                    + object(bad, b -> "{\"errors\":" + b.getCount() + ",\"firstMicros\":" + b.getMin() + ",\"lastMicros\":" + b.getMax()
                            + ",\"millis\":" + millis(b.getMax() - b.getMin()) + "}") + "}";
        }

        List<String> flips() {
            var flips = new ArrayList<String>();
            for (int i = 1; i < answered.size(); i++) {
                Seen lastA = answered.get(i - 1), firstB = answered.get(i);
                String a = lastA.release(), b = firstB.release();
                if (a.equals(b)) continue;
                for (; i + 1 < answered.size(); i++) {
                    var seen = answered.get(i + 1);
                    if (seen.sent() > firstB.sent() + 50_000 || !Set.of(a, b).contains(seen.release())) break;
                    if (seen.release().equals(a)) lastA = seen;
                }
                if (answered.get(i).release().equals(b)) flips.add("{\"from\":\"" + a + "\",\"to\":\"" + b + "\",\"atMicros\":" + firstB.sent()
                        + ",\"flipMillis\":" + millis(Math.abs(firstB.done() - lastA.done())) + "}");
            }
            return flips;
        }

        static <V> String object(Map<String, V> members, Function<V, String> json) {
            return members.entrySet().stream().map(e -> "\"" + e.getKey() + "\":" + json.apply(e.getValue())).collect(Collectors.joining(",", "{", "}"));
        }
        static String millis(long micros) { return micros / 1000 + String.format(Locale.ROOT, ".%03d", micros % 1000); }
    }
}
