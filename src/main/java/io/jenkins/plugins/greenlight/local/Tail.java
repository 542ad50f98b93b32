package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a stream to its end on a thread of its own, tells its lines and keeps the last bytes. */
final class Tail {
    private final int limit;
    private final Lines lines;
    private final Thread reader;
    private byte[] ring;
    private long total;

    private Tail(InputStream stream, int limit, String name, Lines lines) {
        this.limit = limit;
        this.lines = lines;
        this.ring = new byte[Math.min(8192, limit)];
        this.reader = new Thread(() -> drain(stream), name);
        reader.setDaemon(true);
    }

    static Tail of(InputStream stream, int limit, String name) {
        return of(stream, limit, name, new Lines(line -> { }));
    }

    /** @param lines told on the thread that reads, until this is awaited */
    static Tail of(InputStream stream, int limit, String name, Lines lines) {
        var tail = new Tail(stream, limit, name, lines);
        tail.reader.start();
        return tail;
    }

    /** Waits for the stream's end, but no longer: a process left behind may hold it open. */
    void await(long millis) throws InterruptedException {
        reader.join(Math.max(1, millis));
        lines.end();
    }

    /** Tells no more lines. */
    void silence() {
        lines.end();
    }

    /** What was read so far, its last {@code limit} bytes, as UTF-8; never starts inside a character. */
    synchronized String text() {
        var length = (int) Math.min(total, limit);
        var bytes = new byte[length];
        var start = total > limit ? (int) (total % limit) : 0;
        System.arraycopy(ring, start, bytes, 0, Math.min(length, ring.length - start));
        if (start > 0) {
            System.arraycopy(ring, 0, bytes, limit - start, start);
        }
        var first = 0;
        while (total > limit && first < Math.min(3, length) && (bytes[first] & 0xC0) == 0x80) {
            first++;
        }
        return new String(bytes, first, length - first, StandardCharsets.UTF_8);
    }

    private void drain(InputStream stream) {
        var buffer = new byte[8192];
        try (stream) {
            for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                add(buffer, count);
                lines.add(buffer, count);
            }
        } catch (IOException e) {
            // The pipe broke because its process was killed: what came before counts.
        }
    }

    private synchronized void add(byte[] bytes, int count) {
        while (ring.length < limit && ring.length < total + count) {
            ring = Arrays.copyOf(ring, (int) Math.min(limit, ring.length * 2L));
        }
        for (var from = 0; from < count; ) {
            var at = (int) (total % limit);
            var part = Math.min(count - from, limit - at);
            System.arraycopy(bytes, from, ring, at, part);
            from += part;
            total += part;
        }
    }
}
