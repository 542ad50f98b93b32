package io.jenkins.plugins.greenlight.stage.notify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The door of a mail server: says what it is told to say, and after STARTTLS leads on to a real one. */
final class MailDoor implements Closeable {
    /** Stands for what the other side said before it said anything. */
    static final String HELLO = "(nothing yet)";
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final UnaryOperator<String> reply;
    private final SSLContext tls;
    private final int behind;

    /** @param reply  to a line; null to say nothing
     *  @param behind the port of the real one */
    private MailDoor(UnaryOperator<String> reply, SSLContext tls, int behind) throws IOException {
        this.reply = reply;
        this.tls = tls;
        this.behind = behind;
        start(this::accept);
    }

    static MailDoor saying(UnaryOperator<String> reply) throws IOException {
        return new MailDoor(reply, null, 0);
    }

    /** Offers STARTTLS, and nothing before it. */
    static MailDoor before(int port, SSLContext tls) throws IOException {
        return new MailDoor(line -> line.equals(HELLO) ? "220 door" : line.startsWith("EHLO") ? "250-door\r\n250 STARTTLS"
                : line.equals("STARTTLS") ? "220 go on" : "530 STARTTLS first", tls, port);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "mail-door");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            say(socket, HELLO);
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
                say(socket, line);
                if (line.equals("STARTTLS") && tls != null) {
                    leadOn(socket);
                    return;
                }
            }
        } catch (IOException e) {
            heard.add("broken: " + e.getMessage());
        }
    }

    private void say(Socket socket, String line) throws IOException {
        var words = reply.apply(line);
        if (words != null) {
            socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void leadOn(Socket socket) throws IOException {
        var inside = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        inside.setUseClientMode(false);
        inside.startHandshake();
        try (var real = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(real);
            while (real.getInputStream().read() != '\n') {
                continue; // its greeting was said at the door
            }
            start(() -> pass(real, inside));
            copy(inside.getInputStream(), real);
        }
    }

    private static void pass(Socket from, Socket to) {
        try (to) {
            copy(from.getInputStream(), to);
        } catch (IOException e) {
            return; // one of them hung up
        }
    }

    private static void copy(InputStream from, Socket to) throws IOException {
        from.transferTo(to.getOutputStream());
    }

    @Override public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
