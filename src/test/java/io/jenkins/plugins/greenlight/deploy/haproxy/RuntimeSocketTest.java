package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever may listen where HAProxy is expected, or not. */
class RuntimeSocketTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private ServerSocketChannel door;
    private Path path;

    @BeforeEach void choose(@TempDir Path folder) {
        path = folder.resolve("s");
    }

    @AfterEach void end() throws IOException {
        if (door != null) {
            door.close();
        }
    }

    private RuntimeSocket socket() {
        return new RuntimeSocket(path, SHORT);
    }

    /** Answers each thing said with the next text; closes after the last. */
    private void listening(String... answers) throws IOException {
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(path));
        CompletableFuture.runAsync(() -> {
            try (var client = door.accept()) {
                for (var answer : answers) {
                    client.read(ByteBuffer.allocate(1000));
                    client.write(StandardCharsets.UTF_8.encode(answer));
                }
            } catch (IOException e) {
                assertThat(door.isOpen()).isFalse();
            }
        });
    }

    @Test void saysThatThereIsNoSocket() {
        assertThatThrownBy(() -> socket().open()).isInstanceOf(IOException.class).hasMessageContaining("no runtime socket "
                + path)
                .hasMessageContaining("Start HAProxy");
    }

    @Test void saysThatNobodyListens() throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path)).close();

        assertThatThrownBy(() -> socket().open()).isInstanceOf(IOException.class).hasMessageContaining("Nobody listens on the"
                + " runtime socket " + path);
    }

    @Test void saysThatNobodyListensOnAFileThatIsNoSocket() throws IOException {
        Files.writeString(path, "no socket");

        assertThatThrownBy(() -> socket().open()).isInstanceOf(IOException.class).hasMessageContaining("Nobody listens");
    }

    @Test void saysThatNoAnswerCame() throws IOException {
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));

        assertThatThrownBy(() -> socket().open()).isInstanceOf(IOException.class).hasMessageContaining("did not answer \"prompt\""
                + " within 200 ms");
    }

    @Test void saysThatTheAnswerBrokeOff() throws Exception {
        listening("\n> ", "Name: HAPro");

        try (var session = socket().open()) {
            assertThatThrownBy(session::pid).isInstanceOf(IOException.class).hasMessageContaining("broke off after \"Name:"
                    + " HAPro\"");
        }
    }

    @Test void saysThatSomethingElseListens() throws Exception {
        listening("\n> ", "220 mail ready\n\n> ");

        try (var session = socket().open()) {
            assertThatThrownBy(session::pid).isInstanceOf(IOException.class).hasMessageContaining("did not tell its Pid");
        }
    }

    @Test void takesAnyWordAfterAWriteForARefusal() throws Exception {
        listening("\n> ", "\n> ", "Permission denied\n\n> ");

        try (var session = socket().open()) {
            session.tell("add map @1 m live blue");
            assertThatThrownBy(() -> session.tell("commit map @1 m")).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("commit map @1 m").hasMessageContaining("Permission denied");
        }
    }

    @Test void isInterruptedWhileItWaits() throws Exception {
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        var waits = new CountDownLatch(1);
        var ended = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            waits.countDown();
            try {
                new RuntimeSocket(path, Duration.ofSeconds(60)).open().close();
            } catch (IOException | InterruptedException e) {
                ended.complete(e);
            }
        });
        thread.start();
        waits.await();

        thread.interrupt();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        thread.join();
    }
}
