package io.jenkins.plugins.greenlight.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes tar archives, also such as no tar program would. */
public final class TarWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarWriter file(String name, int mode, String content) {
        return entry(name, '0', mode, "", content.getBytes(StandardCharsets.UTF_8));
    }

    public TarWriter file(String name, byte[] content) {
        return entry(name, '0', 0644, "", content);
    }

    public TarWriter folder(String name) {
        return entry(name, '5', 0755, "", new byte[0]);
    }

    public TarWriter symlink(String name, String target) {
        return entry(name, '2', 0777, target, new byte[0]);
    }

    public TarWriter hardlink(String name, String target) {
        return entry(name, '1', 0644, target, new byte[0]);
    }

    public TarWriter special(String name, char type) {
        return entry(name, type, 0644, "", new byte[0]);
    }

    /** A POSIX extended header for the next entry. */
    public TarWriter extended(String key, String value) {
        int length = key.length() + value.getBytes(StandardCharsets.UTF_8).length + 3;
        length += Integer.toString(length + Integer.toString(length).length()).length();
        return entry("pax", 'x', 0644, "", (length + " " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public TarWriter entry(String name, char type, int mode, String link, byte[] content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "%07o".formatted(mode));
        put(header, 124, "%011o".formatted(content.length));
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar\0" + "00");
        return raw(sealed(header)).raw(content).raw(new byte[(512 - content.length % 512) % 512]);
    }

    public TarWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] unfinished() {
        return out.toByteArray();
    }

    public byte[] bytes() {
        return raw(new byte[1024]).unfinished();
    }

    /** The header with its checksum right. */
    public static byte[] sealed(byte[] header) {
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    public static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
