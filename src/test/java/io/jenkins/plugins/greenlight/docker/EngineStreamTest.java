package io.jenkins.plugins.greenlight.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineStreamTest {
    private static final String VERSION = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
            + "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\",\"Version\":\"20.10\"}";

    /** What a listener does with a connection on which the head was read. */
    @FunctionalInterface
    interface Behaviour {
        void on(Socket socket, String head) throws IOException;
    }

    private ServerSocket listener;
    private volatile Behaviour behaviour;
    private final AtomicReference<String> asked = new AtomicReference<>("");

    @BeforeEach void aListener() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            while (!listener.isClosed()) {
                try (var socket = listener.accept()) {
                    var head = head(socket.getInputStream());
                    if (head.contains("/version ")) {
                        socket.getOutputStream().write(VERSION.getBytes(StandardCharsets.UTF_8));
                    } else {
                        asked.set(head);
                        behaviour.on(socket, head);
                    }
                } catch (IOException e) {
                    // this connection is over
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach void gone() throws IOException {
        listener.close();
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                return head.toString();
            }
            head.append((char) one);
        }
        return head.toString();
    }

    private DockerEngine engine() {
        return DockerEngine.at("tcp://127.0.0.1:" + listener.getLocalPort());
    }

    private void says(String answer) {
        behaviour = (socket, head) -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private String got() throws Exception {
        try (var engine = engine()) {
            return engine.stream("answer", stream -> new String(stream.get("/x", Map.of("a", "b c&d")).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Content-Length: 5\\r\\n\\r\\nhello!|hello", "\\r\\nhello|hello", "Content-Length: 0\\r\\n\\r\\nx|",
        "Transfer-Encoding: chunked\\r\\n\\r\\n2;x=y\\r\\nhe\\r\\n3\\r\\nllo\\r\\n0\\r\\nTrailer: x\\r\\n\\r\\n|hello"})
    void readsAnAnswerHoweverItsLengthIsTold(String rest, String expected) throws Exception {
        says("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n" + rest.replace("\\r\\n", "\r\n"));

        assertThat(got()).isEqualTo(expected == null ? "" : expected);
        assertThat(asked.get()).startsWith("GET /v1.41/x?a=b+c%26d HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "Transfer-Encoding: chunked\r\n\r\n9\r\nhello",
        "Content-Le"})
    void takesNoAnswerThatBreaksOffForAWholeOne(String rest) {
        says("HTTP/1.1 200 OK\r\n" + rest);

        assertThatThrownBy(this::got).isInstanceOf(EngineException.class)
                .hasMessageContaining("went away or does not run when it was asked to answer: the connection ended in the middle of its answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    void saysWhatIsNoHttp(String answer) {
        says(answer);

        assertThatThrownBy(this::got).isInstanceOf(EngineException.class).hasMessageContaining("it answered");
    }

    @Test void hearsANoThatComesBeforeTheQuestionIsAllSent() throws Exception {
        behaviour = (socket, head) -> {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\nContent-Length: 20\r\n\r\n{\"message\":\"not so\"}".getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readNBytes(1 << 20); // then it reads no more
        };
        try (var engine = engine()) {
            assertThatThrownBy(() -> engine.stream("take it", stream -> stream.post("/x", Map.of(), Map.of(), new Endless())))
                    .isInstanceOf(EngineException.class).hasMessageEndingWith(" could not take it: not so (status 400).");
        }
    }

    @Test void tellsWhatTheEngineSaysItCannotDo() throws Exception {
        says("HTTP/1.1 404 Not Found\r\nContent-Length: 26\r\n\r\n{\"message\":\"no such thing\"}");

        assertThatThrownBy(this::got).isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.missing()).isTrue())
                .hasMessageContaining("could not answer");
    }

    @Test void sendsABodyInChunks() throws Exception {
        var body = new AtomicReference<String>();
        behaviour = (socket, head) -> {
            body.set(head(socket.getInputStream()));
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.UTF_8));
        };
        try (var engine = engine()) {
            assertThat(engine.<String>stream("take it", stream -> new String(stream.post("/x", Map.of(), Map.of("X-A", "b"),
                    new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8))).readAllBytes(), StandardCharsets.UTF_8))).isEqualTo("ok");
        }
        assertThat(asked.get()).contains("X-A: b\r\n", "Transfer-Encoding: chunked\r\n");
        assertThat(body.get()).isEqualTo("5\r\nhello\r\n0\r\n\r\n");
    }

    @Test void canBeLeftAndStillHearsWhatTheEngineHasToSay() throws Exception {
        behaviour = (socket, head) -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nbegun ".getBytes(StandardCharsets.UTF_8));
            if (socket.getInputStream().read() < 0) {
                socket.getOutputStream().write("over".getBytes(StandardCharsets.UTF_8));
            }
        };
        try (var engine = engine()) {
            assertThat(engine.<String>stream("wait", stream -> {
                var in = stream.get("/x", Map.of());
                var first = new String(in.readNBytes(6), StandardCharsets.UTF_8);
                stream.leave();
                return first + new String(in.readAllBytes(), StandardCharsets.UTF_8);
            })).isEqualTo("begun over");
        }
    }

    @Test void endsWhenItsThreadIsInterrupted() throws Exception {
        behaviour = (socket, head) -> socket.getInputStream().read();
        var end = new AtomicReference<Throwable>();
        var waiting = new Thread(() -> {
            try {
                got();
            } catch (Throwable e) {
                end.set(e);
            }
        });
        waiting.start();
        while (asked.get().isEmpty()) {
            waiting.join(10);
        }
        waiting.interrupt();
        waiting.join(20_000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }

    /** Bytes without an end. */
    private static final class Endless extends InputStream {
        @Override public int read() {
            return 0;
        }

        @Override public int read(byte[] bytes, int from, int length) {
            return length;
        }
    }
}
