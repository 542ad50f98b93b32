package io.jenkins.plugins.greenlight.parse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A tar archive of files that belong to root, read as it is made: each file is opened when its turn comes. */
public final class TarStream {
    private static final int BLOCK = 512;
    static final int NAME = 100;
    /** The largest size in eleven octal digits. */
    static final long LARGEST = (1L << 33) - 1;

    /** What stands after the last file. */
    static final byte[] END = new byte[2 * BLOCK];

    /** A file's bytes. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    private final List<Content> parts = new ArrayList<>();

    public TarStream file(String name, int mode, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return file(name, mode, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** @param size of the content in bytes, below 8 GiB
     *  @param content exactly so many bytes */
    public TarStream file(String name, int mode, long size, Content content) {
        if (size < 0 || size > LARGEST) {
            throw new IllegalArgumentException(name + " has " + size + " bytes. Expected at most " + LARGEST + " in a tar archive.");
        }
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length > NAME) {
            byte[] record = extended(path);
            parts.add(() -> new ByteArrayInputStream(header("path".getBytes(StandardCharsets.UTF_8), 0644, record.length, 'x')));
            parts.add(() -> new ByteArrayInputStream(record));
            parts.add(() -> new ByteArrayInputStream(padding(record.length)));
        }
        parts.add(() -> new ByteArrayInputStream(header(path, mode, size, '0')));
        parts.add(content);
        parts.add(() -> new ByteArrayInputStream(padding(size)));
        return this;
    }

    /** Whoever reads it to its end has the whole archive; a file that cannot be opened shows as {@link UncheckedIOException}. */
    public InputStream open() {
        var all = new ArrayList<>(parts);
        all.add(() -> new ByteArrayInputStream(END));
        var streams = all.iterator();
        return new SequenceInputStream(Collections.enumeration(new java.util.AbstractCollection<InputStream>() {
            @Override public java.util.Iterator<InputStream> iterator() {
                return new java.util.Iterator<>() {
                    @Override public boolean hasNext() {
                        return streams.hasNext();
                    }

                    @Override public InputStream next() {
                        return opened(streams.next());
                    }
                };
            }

            @Override public int size() {
                return all.size();
            }
        }));
    }

    private static InputStream opened(Content content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What fills the last block of a content. */
    static byte[] padding(long size) {
        return new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)];
    }

    /** What stands before a file with a name of at most 100 bytes. */
    static byte[] header(String name, int mode, long size) {
        return header(name.getBytes(StandardCharsets.UTF_8), mode, size, '0');
    }

    /** The name as POSIX writes one that is too long for a header: its length counts all of the record. */
    private static byte[] extended(byte[] path) {
        int rest = " path=\n".length() + path.length;
        int length = rest + Integer.toString(rest + Integer.toString(rest).length()).length();
        var record = new ByteArrayOutputStream();
        record.writeBytes((length + " path=").getBytes(StandardCharsets.UTF_8));
        record.writeBytes(path);
        record.write('\n');
        return record.toByteArray();
    }

    private static byte[] header(byte[] path, int mode, long size, char type) {
        byte[] block = new byte[BLOCK];
        System.arraycopy(path, 0, block, 0, Math.min(NAME, path.length));
        put(block, 100, "%07o".formatted(mode));
        put(block, 108, "%07o".formatted(0));
        put(block, 116, "%07o".formatted(0));
        put(block, 124, "%011o".formatted(size));
        put(block, 136, "%011o".formatted(0));
        block[156] = (byte) type;
        put(block, 257, "ustar\0" + "00");
        put(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
