package io.jenkins.plugins.greenlight.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tar archive says of one entry; it belongs to root.
 *
 * @param name    bytes as the file system has them; those of a directory end with a slash
 * @param mode    the permission bits with setuid, setgid and sticky, 0 to 07777
 * @param seconds of the last change, since 1970
 * @param size    of the content in bytes; 0 unless a file
 * @param link    where a symbolic link points; empty for the rest
 */
public record TarMember(byte[] name, Type type, int mode, long seconds, long size, byte[] link) {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    /** The largest number in eleven octal digits. */
    private static final long LARGEST = (1L << 33) - 1;

    /** What it makes. */
    public enum Type {
        FILE('0'), SYMLINK('2'), DIRECTORY('5');

        private final char sign;

        Type(char sign) {
            this.sign = sign;
        }
    }

    static TarMember file(String name, int mode, long size) {
        return new TarMember(name.getBytes(StandardCharsets.UTF_8), Type.FILE, mode, 0, size, new byte[0]);
    }

    /** All that stands before the content: what does not fit into a header goes before it, as POSIX has it. */
    byte[] header() {
        var more = new LinkedHashMap<String, byte[]>();
        putLong(more, "path", name);
        putLong(more, "linkpath", link);
        if (size > LARGEST) {
            more.put("size", Long.toString(size).getBytes(StandardCharsets.US_ASCII));
        }
        var out = new ByteArrayOutputStream();
        if (!more.isEmpty()) {
            byte[] records = records(more);
            out.writeBytes(block("path".getBytes(StandardCharsets.US_ASCII), 'x', 0644, 0, records.length, new byte[0]));
            out.writeBytes(records);
            out.writeBytes(new byte[padding(records.length)]);
        }
        out.writeBytes(block(name, type.sign, mode, seconds, size > LARGEST ? 0 : size, link));
        return out.toByteArray();
    }

    /** How many zeros follow a content of so many bytes. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static void putLong(Map<String, byte[]> more, String key, byte[] value) {
        if (value.length > NAME) {
            more.put(key, value);
        }
    }

    /** Each as {@code LENGTH KEY=VALUE\n}, the length counting all of it. */
    static byte[] records(Map<String, byte[]> values) {
        var records = new ByteArrayOutputStream();
        values.forEach((key, value) -> {
            byte[] begin = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
            int rest = begin.length + value.length + 1;
            int length = rest + Integer.toString(rest + Integer.toString(rest).length()).length();
            records.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
            records.writeBytes(begin);
            records.writeBytes(value);
            records.write('\n');
        });
        return records.toByteArray();
    }

    private static byte[] block(byte[] name, char type, int mode, long seconds, long size, byte[] link) {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, Math.min(NAME, name.length));
        put(block, 100, "%07o".formatted(mode));
        put(block, 108, "%07o".formatted(0));
        put(block, 116, "%07o".formatted(0));
        put(block, 124, "%011o".formatted(size));
        put(block, 136, "%011o".formatted(Math.min(LARGEST, Math.max(0, seconds))));
        block[156] = (byte) type;
        System.arraycopy(link, 0, block, 157, Math.min(NAME, link.length));
        put(block, 257, "ustar\0" + "00");
        checksum(block);
        return block;
    }

    /** Written into the header, over what was there. */
    static void checksum(byte[] block) {
        put(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
    }

    static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
