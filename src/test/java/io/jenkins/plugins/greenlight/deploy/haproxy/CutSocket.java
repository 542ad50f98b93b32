package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Between engine and HAProxy: does something when a command comes along, and can cut the answer off. */
final class CutSocket implements Closeable {
    /** What happens to a command. */
    enum Fate { PASS, LOSE_COMMAND, LOSE_ANSWER }

    interface Ear {
        /** Called before the command goes on. */
        Fate hear(String command) throws Exception;
    }

    final Path path;
    private final Path behind;
    private final Ear ear;
    private final ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

    CutSocket(Path path, Path behind, Ear ear) throws IOException {
        this.path = path;
        this.behind = behind;
        this.ear = ear;
        door.bind(UnixDomainSocketAddress.of(path));
        thread(() -> {
            while (true) {
                var client = door.accept();
                var server = SocketChannel.open(UnixDomainSocketAddress.of(behind));
                var deaf = new AtomicBoolean();
                thread(() -> forth(client, server, deaf));
                thread(() -> back(client, server, deaf));
            }
        });
    }

    private void forth(SocketChannel client, SocketChannel server, AtomicBoolean deaf) throws Exception {
        try (client; server) {
            for (var bytes = read(client); bytes.hasRemaining(); bytes = read(client)) {
                var fate = ear.hear(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString().strip());
                if (fate == Fate.LOSE_COMMAND) {
                    return;
                }
                deaf.set(fate == Fate.LOSE_ANSWER);
                server.write(bytes);
            }
        }
    }

    private static void back(SocketChannel client, SocketChannel server, AtomicBoolean deaf) throws IOException {
        try (client; server) {
            for (var bytes = read(server); bytes.hasRemaining() && !deaf.get(); bytes = read(server)) {
                client.write(bytes);
            }
        }
    }

    private static ByteBuffer read(SocketChannel from) throws IOException {
        var buffer = ByteBuffer.allocate(1 << 16);
        try {
            from.read(buffer);
        } catch (IOException e) {
            return ByteBuffer.allocate(0);
        }
        return buffer.flip();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void thread(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                Thread.currentThread().interrupt(); // its socket was closed: this thread is done
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override public void close() throws IOException {
        door.close();
    }
}
