package io.jenkins.plugins.greenlight.docker;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A question to an engine that takes as long as it takes, on a connection of its own. docker-java's transports cannot close the
 * writing side alone, which is what ends a build and still lets the engine tell what it made.
 */
public final class EngineStream implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER = 1 << 16;
    private static final int REFUSED = 400;
    private static final int LONGEST_REFUSAL = 1 << 16;

    private final EngineHost host;
    private final Optional<SSLContext> tls;
    private final ApiVersion version;
    private EngineSocket socket;
    private boolean asked;
    private boolean closed;

    EngineStream(EngineHost host, Optional<SSLContext> tls, ApiVersion version) {
        this.host = host;
        this.tls = tls;
        this.version = version;
    }

    /** The engine said no. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /** The engine took no more of what it was sent. */
    private static final class WriteException extends IOException {
        private static final long serialVersionUID = 1L;

        WriteException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** @param path below the version, such as {@code /images/get} */
    public InputStream get(String path, Map<String, String> query) throws IOException {
        return ask("GET", path, query, Map.of(), Optional.empty());
    }

    /** @param body sent while it is read */
    public InputStream post(String path, Map<String, String> query, Map<String, String> headers, InputStream body)
            throws IOException {
        return ask("POST", path, query, headers, Optional.of(body));
    }

    /**
     * Tells the engine that nobody waits any more, and returns: an engine ends a build after the step it is at, kills what a RUN
     * runs, and says so on the stream, which goes on to its end. Where the question was not asked to its end, the stream breaks.
     */
    public synchronized void leave() {
        try {
            if (socket != null && asked) {
                socket.endWriting();
                return;
            }
            close();
        } catch (IOException e) {
            asked = false; // the connection is gone, so nobody waits
        }
    }

    @Override public synchronized void close() throws IOException {
        closed = true;
        if (socket != null) {
            socket.close();
        }
    }

    private InputStream ask(String method, String path, Map<String, String> query, Map<String, String> headers,
            Optional<InputStream> body)
            throws IOException {
        var connection = connect();
        var out = new BufferedOutputStream(connection.out(), BUFFER);
        try {
            send(out, head(method, path, query, headers, body.isPresent()), body);
        } catch (WriteException e) {
            return early(connection, e);
        }
        asked(connection);
        return answer(connection);
    }

    /** An engine that says no at once reads no more of a long question. */
    private static InputStream early(EngineSocket connection, WriteException problem) throws IOException {
        try {
            return answer(connection);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            problem.addSuppressed(e);
            throw problem;
        }
    }

    private synchronized EngineSocket connect() throws IOException {
        if (closed) {
            throw new IOException("the connection was closed");
        }
        asked = false;
        socket = EngineSocket.open(host, tls, CONNECT_MILLIS);
        return socket;
    }

    private synchronized void asked(EngineSocket connection) {
        asked = connection == socket;
    }

    private String head(String method, String path, Map<String, String> query, Map<String, String> headers, boolean body) {
        var parameters = query.entrySet().stream().map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(),
                StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var head = new StringBuilder(method + " /v" + version + path + (parameters.isEmpty() ? "" : "?" + parameters)
                + " HTTP/1.1\r\n"
                + "Host: docker\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append(body ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n").toString();
    }

    private static void send(OutputStream out, String head, Optional<InputStream> body) throws IOException {
        write(out, head.getBytes(StandardCharsets.US_ASCII), head.length());
        if (body.isPresent()) {
            byte[] buffer = new byte[BUFFER];
            for (int got = body.get().read(buffer); got >= 0; got = body.get().read(buffer)) {
                if (got > 0) {
                    chunk(out, buffer, got);
                }
            }
            chunk(out, buffer, 0);
        }
        try {
            out.flush();
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }

    private static void chunk(OutputStream out, byte[] bytes, int length) throws WriteException {
        byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        write(out, size, size.length);
        write(out, bytes, length);
        write(out, new byte[] {'\r', '\n'}, 2);
    }

    private static void write(OutputStream out, byte[] bytes, int length) throws WriteException {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }

    private static InputStream answer(EngineSocket connection) throws IOException {
        var answer = HttpAnswer.read(new BufferedInputStream(connection.in(), BUFFER));
        if (answer.status() >= REFUSED) {
            throw new RefusedException(answer.status(), refusal(new String(answer.body().readNBytes(LONGEST_REFUSAL),
                    StandardCharsets.UTF_8)));
        }
        return answer.body();
    }

    private static String refusal(String body) {
        try {
            return Json.read(body, "the answer").find("message").map(Node::text).orElse(body).replaceAll("\\s+", " ").strip();
        } catch (ParseException e) {
            return body.replaceAll("\\s+", " ").strip();
        }
    }
}
