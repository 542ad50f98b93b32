package benchmarks.release;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** One connection and the requests on it. */
final class Visit {
    private enum State { IDLE, BUSY, CHATTING, CLOSED }

    private final Server server;
    private final Socket socket;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    Visit(Server server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (boolean more = true; more; ) {
                int first = in.read();
                if (first < 0 || !state.compareAndSet(State.IDLE, State.BUSY)) {
                    return;
                }
                more = answer(Request.read(first, in), in);
                state.compareAndSet(State.BUSY, State.IDLE);
            }
        } catch (IOException e) {
            // The peer has gone, or speaks no HTTP: nobody is left to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isBusy() {
        return state.get() == State.BUSY;
    }

    /** A WebSocket is told to go (1001); a connection that waits for a request is closed. */
    void closeIfIdle() {
        try {
            if (state.compareAndSet(State.CHATTING, State.CLOSED)) {
                synchronized (socket) {
                    socket.getOutputStream().write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe9});
                }
                socket.shutdownOutput();
                socket.shutdownInput();
            } else if (state.compareAndSet(State.IDLE, State.CLOSED)) {
                socket.close();
            }
        } catch (IOException e) {
            // It is closed already.
        }
    }

    /** @return whether another request may follow */
    private boolean answer(Request request, InputStream in) throws IOException, InterruptedException {
        if (request.path().equals("/control")) {
            return Faults.control(this, server, request);
        }
        Faults.delay(server.orders, request.path());
        if (server.orders.fails(request.path())) {
            return say(500, "told to fail", request);
        }
        return switch (request.path()) {
            case "/", "/health" -> say(200, "UP", request);
            case "/products" -> say(200, "[\"p1\",\"p2\",\"p3\"]", request);
            case "/echo" -> say(200, new String(request.body(), StandardCharsets.UTF_8), request);
            case "/upload" -> say(200, Integer.toString(request.body().length), request);
            case "/slow" -> slow(request);
            case "/ws" -> chat(request, in);
            default -> say(404, "nothing here", request);
        };
    }

    private boolean slow(Request request) throws IOException, InterruptedException {
        if (!request.query().matches("ms=[0-9]{1,5}")) {
            return say(400, "Expected /slow?ms=2000", request);
        }
        Thread.sleep(Long.parseLong(request.query().substring(3)));
        return say(200, "slow", request);
    }

    private boolean chat(Request request, InputStream in) throws IOException {
        if (!request.headers().getOrDefault("upgrade", "").equalsIgnoreCase("websocket")) {
            return say(400, "Expected a WebSocket", request);
        }
        socket.getOutputStream().write(
                WebSocket.opening(request.headers().getOrDefault("sec-websocket-key", ""), server.release));
        if (state.compareAndSet(State.BUSY, State.CHATTING)) {
            WebSocket.echo(in, socket);
        }
        return false;
    }

    boolean say(int status, String text, Request request) throws IOException {
        boolean last = request.wantsClose() || server.isStopping();
        var body = text.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + (status < 400 ? " OK" : " No") + "\r\nX-Greenlight-Release: " + server.release
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + body.length
                        + (last ? "\r\nConnection: close" : "")
                + "\r\n\r\n";
        var all = (head + (request.method().equals("HEAD") ? "" : text)).getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(all);
        return !last;
    }
}
