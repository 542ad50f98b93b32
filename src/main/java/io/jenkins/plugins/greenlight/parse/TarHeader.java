package io.jenkins.plugins.greenlight.parse;

import io.jenkins.plugins.greenlight.parse.TarReader.Kind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One block of 512 bytes before an entry's content.
 *
 * @param type {@code 0} or NUL for a file, {@code 5} for a directory and so on
 */
record TarHeader(String name, int mode, long size, char type, String link) {
    private static final int CHECKSUM = 148;

    static TarHeader read(byte[] block, String place) {
        if (number(block, CHECKSUM, 8, place) != sum(block)) {
            throw new ParseException(place, "is no tar header: its checksum is wrong. Expected an archive nobody changed.");
        }
        boolean ustar = "ustar\0".equals(new String(block, 257, 6, StandardCharsets.ISO_8859_1));
        String prefix = ustar ? text(block, 345, 155) : "";
        String name = text(block, 0, 100);
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, (int) number(block, 100, 8, place) & 07777,
                number(block, 124, 12, place), (char) (block[156] & 0xff), text(block, 157, 100));
    }

    Kind kind(String fullName) {
        return switch (type) {
            case '0', '\0', '7' -> fullName.endsWith("/") ? Kind.DIRECTORY : Kind.FILE;
            case '1' -> Kind.HARDLINK;
            case '2' -> Kind.SYMLINK;
            case '5' -> Kind.DIRECTORY;
            default -> Kind.OTHER;
        };
    }

    static boolean isEmpty(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Up to the first NUL. */
    static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < Math.min(bytes.length, from + length) && bytes[end] != 0) {
            end++;
        }
        return TarReader.utf8(bytes, from, end);
    }

    /** The records of a POSIX extended header: {@code LENGTH KEY=VALUE\n}, the length counting all of it. */
    static Map<String, String> extended(byte[] bytes, String source) {
        var found = new LinkedHashMap<String, String>();
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            long length = decimal(TarReader.utf8(bytes, at, space), source);
            if (length < space - at + 3 || length > bytes.length - at || bytes[at + (int) length - 1] != '\n') {
                throw new ParseException(source, "has an extended header with a wrong length.");
            }
            var record = TarReader.utf8(bytes, space + 1, at + (int) length - 1).split("=", 2);
            if (record.length < 2 || record[0].startsWith("GNU.sparse")) {
                throw new ParseException(source, "has the extended header \"" + record[0] + "\". Expected no sparse file.");
            }
            found.put(record[0], record[1]);
            at += (int) length;
        }
        return found;
    }

    static long decimal(String digits, String source) {
        if (!digits.matches("\\d{1,18}")) {
            throw new ParseException(source, "has \"" + digits + "\" in an extended header. Expected a length.");
        }
        return Long.parseLong(digits);
    }

    private static int sum(byte[] block) {
        int sum = 0;
        for (int i = 0; i < block.length; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    /** Octal digits, or GNU's binary form for what they cannot hold. */
    static long number(byte[] block, int from, int length, String place) {
        if ((block[from] & 0x80) != 0) {
            return binary(block, from, length, place);
        }
        String digits = text(block, from, length).strip();
        if (!digits.matches("[0-7]{0,20}")) {
            throw new ParseException(place, "is no tar header: \"" + digits + "\" stands where octal digits are expected.");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static long binary(byte[] block, int from, int length, String place) {
        long value = block[from] & 0x7f;
        for (int i = from + 1; i < from + length; i++) {
            if (value >>> 54 != 0) {
                throw new ParseException(place, "is no tar header: it has a number beyond what can be held.");
            }
            value = value << 8 | block[i] & 0xff;
        }
        return value;
    }
}
