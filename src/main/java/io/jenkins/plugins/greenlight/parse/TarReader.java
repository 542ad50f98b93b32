package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tar archive from its start to its end: ustar, with GNU's and POSIX's long names. Strict: a header whose
 * checksum is wrong, a sparse file or an archive that breaks off is a {@link ParseException}.
 */
public final class TarReader {
    private static final int BLOCK = 512;

    /** What an entry makes. OTHER is a device, a FIFO or something newer. */
    public enum Kind { FILE, DIRECTORY, SYMLINK, HARDLINK, OTHER }

    /**
     * @param name   as written: it may be absolute or climb; whoever makes a file of it must look
     * @param size   of the content in bytes; 0 unless a file
     * @param mode   the permission bits with setuid, setgid and sticky, 0 to 07777
     * @param link   where a link points; empty for the rest
     * @param offset of the content from the archive's start, in bytes
     */
    public record Entry(String name, Kind kind, long size, int mode, String link, long offset) { }

    private final Counted in;
    private final String source;
    private long left;
    private long padding;

    /** @param source named in messages, e.g. the file */
    public TarReader(InputStream in, String source) {
        this.in = new Counted(in);
        this.source = source;
    }

    /** Skips what is left of the entry before. Empty at the end of the archive. */
    public Optional<Entry> next() throws IOException {
        String longName = null;
        String longLink = null;
        var extended = new HashMap<String, String>();
        while (true) {
            skip(left + padding);
            byte[] block = in.readNBytes(BLOCK);
            if (block.length < BLOCK || TarHeader.isEmpty(block)) {
                return end(block.length, longName == null && longLink == null && extended.isEmpty());
            }
            var header = TarHeader.read(block, source + " at byte " + (in.position - BLOCK));
            contentIs(header.size());
            switch (header.type()) {
                case 'L' -> longName = TarHeader.text(small(header), 0, (int) header.size());
                case 'K' -> longLink = TarHeader.text(small(header), 0, (int) header.size());
                case 'x' -> extended.putAll(TarHeader.extended(small(header), source));
                case 'g' -> TarHeader.extended(small(header), source);
                default -> {
                    return Optional.of(entry(header, longName, longLink, extended));
                }
            }
        }
    }

    /** Of the last entry; ends with it. Closing it does nothing. */
    public InputStream content() {
        return new Content();
    }

    private Optional<Entry> end(int length, boolean complete) {
        if (length != BLOCK || !complete) {
            throw broken();
        }
        return Optional.empty();
    }

    private Entry entry(TarHeader header, String longName, String longLink, Map<String, String> extended) {
        var name = extended.getOrDefault("path", longName == null ? header.name() : longName);
        var link = extended.getOrDefault("linkpath", longLink == null ? header.link() : longLink);
        var kind = header.kind(name);
        long size = extended.containsKey("size") ? TarHeader.decimal(extended.get("size"), source) : header.size();
        contentIs(kind == Kind.FILE || kind == Kind.OTHER ? size : 0);
        boolean linked = kind == Kind.SYMLINK || kind == Kind.HARDLINK;
        return new Entry(name, kind, left, header.mode(), linked ? link : "", in.position);
    }

    private void contentIs(long size) {
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    /** The content of a header that extends the next one. */
    private byte[] small(TarHeader header) throws IOException {
        if (header.size() > 1 << 20) {
            throw new ParseException(source, "has a name of " + header.size() + " bytes. Expected at most 1 MiB.");
        }
        byte[] bytes = content().readAllBytes();
        if (bytes.length < header.size()) {
            throw broken();
        }
        return bytes;
    }

    private void skip(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (java.io.EOFException e) {
            throw broken();
        }
        left = 0;
        padding = 0;
    }

    private ParseException broken() {
        return new ParseException(source, "breaks off after " + in.position + " bytes. Expected a whole tar archive,"
                + " ended by a block of zeros.");
    }

    private final class Content extends InputStream {
        @Override public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int got = in.read(bytes, offset, (int) Math.min(length, left));
            if (got < 0) {
                throw broken();
            }
            left -= got;
            return got;
        }
    }

    /** Knows how far it was read. */
    private static final class Counted extends InputStream {
        private final InputStream in;
        private long position;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override public int read() throws IOException {
            int one = in.read();
            position += one < 0 ? 0 : 1;
            return one;
        }

        @Override public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = in.read(bytes, offset, length);
            position += Math.max(0, got);
            return got;
        }

        @Override public long skip(long bytes) throws IOException {
            long got = in.skip(bytes);
            position += got;
            return got;
        }
    }

    static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
