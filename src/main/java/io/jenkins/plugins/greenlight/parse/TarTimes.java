package io.jenkins.plugins.greenlight.parse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Copies a tar archive so that nothing in it is younger than a date: times of change are cut to whole seconds and to the
 * date, others are left out. All else of every entry stays byte by byte; an entry of which that cannot be said is a {@link
 * ParseException}.
 */
public final class TarTimes {
    private static final int BLOCK = 512;
    private static final int TIME = 136;
    private static final int TIME_LENGTH = 12;
    private static final int LONGEST = 1 << 20;
    private static final Set<String> TIMES = Set.of("mtime", "atime", "ctime", "LIBARCHIVE.creationtime");

    private final InputStream in;
    private final OutputStream out;
    private final long date;
    private final String source;
    /** Of the next entry, from the extended header before it. */
    private Map<String, byte[]> extended = Map.of();
    private byte[] extendedHeader = new byte[0];

    private TarTimes(InputStream in, OutputStream out, Instant date, String source) {
        this.in = in;
        this.out = out;
        this.date = date.getEpochSecond();
        this.source = source;
    }

    /** @param source named in messages, e.g. the layer */
    public static void clamp(InputStream in, OutputStream out, Instant date, String source) throws IOException {
        var copy = new TarTimes(in, out, date, source);
        for (byte[] block = copy.block(); !TarHeader.isEmpty(block); block = copy.block()) {
            copy.entry(block);
        }
        copy.end();
    }

    private void entry(byte[] block) throws IOException {
        var header = TarHeader.read(block, source);
        switch (header.type()) {
            case 'x' -> extended(block, header);
            case 'g' -> global(block, header);
            case 'L', 'K' -> {
                write(dated(block, header.name(), null));
                copy(header.size());
            }
            case '0', '\0', '7', '1', '2', '3', '4', '5', '6' -> file(block, header);
            default -> throw refused(header.name(), "is of the type '" + header.type() + "'");
        }
    }

    private void extended(byte[] block, TarHeader header) throws IOException {
        if (!extended.isEmpty()) {
            throw refused(header.name(), "has two extended headers");
        }
        extendedHeader = block;
        extended = records(small(header));
    }

    private void global(byte[] block, TarHeader header) throws IOException {
        byte[] content = small(header);
        if (records(content).keySet().stream().anyMatch(TIMES::contains)) {
            throw refused(header.name(), "gives times to all entries at once");
        }
        write(dated(block, header.name(), null));
        write(content);
        write(new byte[TarMember.padding(content.length)]);
    }

    private void file(byte[] block, TarHeader header) throws IOException {
        var more = new LinkedHashMap<>(extended);
        TIMES.forEach(more::remove);
        if (!more.isEmpty()) {
            byte[] records = TarMember.records(more);
            TarMember.put(extendedHeader, 124, "%011o\0".formatted(records.length));
            write(dated(extendedHeader, header.name(), null));
            write(records);
            write(new byte[TarMember.padding(records.length)]);
        }
        write(dated(block, header.name(), extended.get("mtime")));
        long size = extended.containsKey("size") ? TarHeader.decimal(text(extended.get("size")), source) : header.size();
        boolean content = header.type() == '0' || header.type() == '\0' || header.type() == '7';
        if (!content && size > 0) {
            throw refused(header.name(), "has " + size + " bytes and is no file");
        }
        extended = Map.of();
        copy(size);
    }

    /** @param exact the time in an extended header, which goes before the header's own; null for none */
    private byte[] dated(byte[] block, String name, byte[] exact) {
        long seconds = exact == null ? TarHeader.number(block, TIME, TIME_LENGTH, source) : seconds(name, text(exact));
        TarMember.put(block, TIME, "%011o\0".formatted(Math.max(0, Math.min(seconds, date))));
        if (new String(block, 257, 8, StandardCharsets.ISO_8859_1).equals("ustar  \0")) {
            Arrays.fill(block, 345, 369, (byte) 0); // where GNU has the times of reading and of creation
        }
        TarMember.checksum(block);
        return block;
    }

    private long seconds(String name, String text) {
        var whole = text.replaceFirst("\\.\\d*$", "");
        if (!whole.matches("-?\\d{1,18}")) {
            throw refused(name, "was changed at \"" + text + "\"");
        }
        return Long.parseLong(whole);
    }

    /** As {@link TarHeader#extended}, with values as bytes: a file's attribute may hold any. */
    private Map<String, byte[]> records(byte[] bytes) {
        var found = new LinkedHashMap<String, byte[]>();
        for (int at = 0; at < bytes.length;) {
            int space = indexOf(bytes, ' ', at);
            long length = TarHeader.decimal(TarReader.utf8(bytes, at, space), source);
            int equal = indexOf(bytes, '=', space);
            if (length > bytes.length - at || equal >= at + length || bytes[at + (int) length - 1] != '\n') {
                throw new ParseException(source, "has an extended header with a wrong length.");
            }
            var key = TarReader.utf8(bytes, space + 1, equal);
            if (key.startsWith("GNU.sparse")) {
                throw refused(key, "makes a sparse file");
            }
            found.put(key, Arrays.copyOfRange(bytes, equal + 1, at + (int) length - 1));
            at += (int) length;
        }
        return found;
    }

    private int indexOf(byte[] bytes, char wanted, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private byte[] small(TarHeader header) throws IOException {
        if (header.size() > LONGEST) {
            throw refused(header.name(), "has an extended header of " + header.size() + " bytes");
        }
        byte[] bytes = exactly((int) header.size());
        exactly(TarMember.padding(bytes.length));
        return bytes;
    }

    private void copy(long size) throws IOException {
        byte[] buffer = new byte[(int) Math.min(1 << 16, size)];
        for (long left = size; left > 0;) {
            int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                throw broken();
            }
            out.write(buffer, 0, got);
            left -= got;
        }
        write(exactly(TarMember.padding(size)));
    }

    private void end() throws IOException {
        if (!extended.isEmpty()) {
            throw broken();
        }
        write(new byte[2 * BLOCK]);
        for (byte[] rest = in.readNBytes(BLOCK); rest.length > 0; rest = in.readNBytes(BLOCK)) {
            if (!TarHeader.isEmpty(rest)) {
                throw new ParseException(source, "goes on after its end. Expected zeros alone.");
            }
        }
    }

    private byte[] block() throws IOException {
        return exactly(BLOCK);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw broken();
        }
        return bytes;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private EOFException broken() {
        return new EOFException(source + " breaks off. Expected a whole tar archive, ended by a block of zeros.");
    }

    private ParseException refused(String name, String what) {
        return new ParseException(source, "cannot be given the date of SOURCE_DATE_EPOCH without losing something: " + name + " "
                + what
                + ". Expected files, directories, links, devices and FIFOs as POSIX and GNU write them. Build without"
                + " SOURCE_DATE_EPOCH.");
    }
}
