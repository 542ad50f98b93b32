package io.jenkins.plugins.greenlight.registry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** When a byte of a request last moved, and what went wrong on this side of it. */
final class Motion {
    private volatile long last = System.nanoTime();
    private volatile IOException own;

    void moved() {
        last = System.nanoTime();
    }

    /** How much longer it may stand still; zero or less when that is over. */
    Duration left(Duration longest) {
        return longest.minusNanos(System.nanoTime() - last);
    }

    /** Not the other side's doing. */
    void failed(IOException problem) {
        own = problem;
    }

    /** Null when all is well on this side. */
    IOException own() {
        return own;
    }

    /** The same stream; each read of it is a move. */
    InputStream watched(InputStream in) {
        return new InputStream() {
            @Override public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override public int read(byte[] bytes, int offset, int length) throws IOException {
                moved();
                try {
                    return in.read(bytes, offset, length);
                } catch (IOException e) {
                    failed(e);
                    throw e;
                }
            }

            @Override public void close() throws IOException {
                in.close();
            }
        };
    }
}
