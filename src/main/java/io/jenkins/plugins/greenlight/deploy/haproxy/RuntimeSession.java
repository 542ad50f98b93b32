package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/** One connection to one worker of HAProxy, in its interactive mode: what it says of itself holds for all that is asked here. */
final class RuntimeSession implements Closeable {
    private static final byte[] PROMPT = {'\n', '>', ' '};
    private static final int MAX_BYTES = 16 << 20;
    private static final Pattern PID = Pattern.compile("(?m)^Pid: (\\d+)$");

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Path path;
    private final Duration answerWait;

    private RuntimeSession(SocketChannel channel, Path path, Duration answerWait) throws IOException {
        this.channel = channel;
        this.path = path;
        this.answerWait = answerWait;
        this.selector = Selector.open();
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    static RuntimeSession over(SocketChannel channel, Path path, Duration answerWait) throws IOException, InterruptedException {
        var session = new RuntimeSession(channel, path, answerWait);
        try {
            session.ask("prompt");
            return session;
        } catch (IOException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    /** The process behind this connection; another one after a reload or a restart. */
    long pid() throws IOException, InterruptedException {
        var info = PID.matcher(ask("show info"));
        if (!info.find()) {
            throw new IOException("What listens on " + path + " did not tell its Pid. Expected a worker of HAProxy 2.4 or newer,"
                    + " with \"level admin\" for this socket. Compare the path with haproxy.cfg.");
        }
        return Long.parseLong(info.group(1));
    }

    /** For commands that say nothing when they were obeyed. @throws RefusedException when HAProxy said something */
    void tell(String command) throws IOException, InterruptedException {
        var answer = ask(command);
        if (!answer.isEmpty()) {
            throw new RefusedException(command, answer);
        }
    }

    /** @return what HAProxy says, without blank lines around it
     *  @throws IOException when the answer breaks off or does not come; whether the command was obeyed is then not known */
    String ask(String command) throws IOException, InterruptedException {
        long end = System.nanoTime() + answerWait.toNanos();
        var line = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            await(SelectionKey.OP_WRITE, end, command);
            channel.write(line);
        }
        var answer = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(1 << 16);
        while (!endsWithPrompt(answer)) {
            await(SelectionKey.OP_READ, end, command);
            if (channel.read(buffer.clear()) < 0 || answer.size() > MAX_BYTES) {
                var problem = answer.size() > MAX_BYTES ? "is longer than " + MAX_BYTES + " bytes" : "broke off";
                throw new IOException("The answer of " + path + " to \"" + command + "\" " + problem + " after \"" + head(answer)
                        + "\". Expected a whole one. See whether HAProxy was restarted, and that this is its runtime socket.");
            }
            answer.write(buffer.array(), 0, buffer.position());
        }
        return answer.toString(StandardCharsets.UTF_8).substring(0, answer.size() - PROMPT.length).strip();
    }

    private static boolean endsWithPrompt(ByteArrayOutputStream answer) {
        byte[] bytes = answer.toByteArray();
        int from = Math.max(0, bytes.length - PROMPT.length);
        return Arrays.equals(bytes, from, bytes.length, PROMPT, 0, PROMPT.length);
    }

    private static String head(ByteArrayOutputStream answer) {
        var text = answer.toString(StandardCharsets.UTF_8).strip();
        return text.substring(0, Math.min(80, text.length()));
    }

    private void await(int readiness, long end, String command) throws IOException, InterruptedException {
        key.interestOps(readiness);
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while HAProxy was asked \"" + command + "\"");
            }
            throw new IOException("What listens on " + path + " did not answer \"" + command + "\" within "
                    + answerWait.toMillis() + " ms. Expected HAProxy's answer at once. See whether HAProxy hangs, or something"
                    + " else listens there.");
        }
        selector.selectedKeys().clear();
    }

    @Override public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
