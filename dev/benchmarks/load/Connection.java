package benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One socket at a time, with a time limit for each request on it. */
final class Connection implements AutoCloseable {
    private final InetSocketAddress target;
    private SocketChannel channel;
    private InputStream in;
    private long deadlineNanos;

    Connection(InetSocketAddress target) {
        this.target = target;
    }

    /** From now on every wait ends there. */
    void limit(long deadline) {
        deadlineNanos = deadline;
    }

    boolean isOpen() {
        return channel != null;
    }

    /** A kept connection that its peer has closed is opened anew; bytes nobody asked for (a router's 408) count as closed too. */
    void openUnlessAlive() throws IOException {
        if (channel != null && in.available() == 0 && isQuiet()) {
            return;
        }
        close();
        var opened = SocketChannel.open();
        try {
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.socket().connect(target, millisLeft());
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        channel = opened;
        in = new BufferedInputStream(new InputStream() {
            @Override public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override public int read(byte[] bytes, int from, int length) throws IOException {
                opened.socket().setSoTimeout(millisLeft());
                return opened.socket().getInputStream().read(bytes, from, length);
            }
        });
    }

    /** Nothing has come and nobody has hung up. What came is swallowed. */
    boolean isQuiet() {
        try {
            if (in.available() > 0) {
                return false;
            }
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether bytes wait to be read; nothing is swallowed. */
    boolean hasBytes() throws IOException {
        return in.available() > 0 || channel.socket().getInputStream().available() > 0;
    }

    void write(byte[] bytes) throws IOException {
        channel.socket().getOutputStream().write(bytes);
    }

    HttpAnswer answer() throws IOException {
        var answer = HttpAnswer.read(in);
        if (!answer.kept()) {
            close();
        }
        return answer;
    }

    InputStream in() {
        return in;
    }

    private int millisLeft() throws SocketTimeoutException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis < 1) {
            throw new SocketTimeoutException("No answer in time");
        }
        return (int) millis;
    }

    @Override public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Whatever it says, this socket is not used again.
            }
        }
        channel = null;
    }
}
