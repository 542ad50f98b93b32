package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that appears at its place when it is whole, and can be cut back to an earlier length until then. */
public final class DraftFile extends OutputStream {
    private static final int BUFFER = 64 * 1024;

    private final Path target;
    private final Path draft;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;

    /** Makes the folder when there is none. */
    public DraftFile(Path target) throws IOException {
        this.target = target;
        var folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        draft = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override public void write(int b) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put((byte) b);
    }

    @Override public void write(byte[] bytes, int from, int length) throws IOException {
        for (int at = from; at < from + length;) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), from + length - at);
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    @Override public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            written += channel.write(buffer);
        }
        buffer.clear();
    }

    /** In bytes. */
    public long length() {
        return written + buffer.position();
    }

    /** @param length at most {@link #length()} */
    public void cut(long length) throws IOException {
        flush();
        channel.truncate(length);
        channel.position(length);
        written = length;
    }

    /** Forces it to the disk and puts it in the place of the target. */
    public void keep() throws IOException {
        flush();
        channel.force(true);
        channel.close();
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(draft.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Leaves nothing behind unless it was kept. */
    @Override public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
