package io.jenkins.plugins.greenlight.finding;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The name of a file as a relative URI reference, from which the very same name is read back. */
final class SarifPath {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private SarifPath() { }

    /** Empty when the name holds what no URI can, half a surrogate pair. */
    static Optional<String> of(String file) {
        var uri = new StringBuilder(file.length() + 16);
        for (int at = 0; at < file.length(); at++) {
            char c = file.charAt(at);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_'
                    || c == '/';
            if (plain && !isMisread(file, at)) {
                uri.append(c);
            } else if (c < 0x80) {
                percent(uri, c);
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || at + 1 == file.length() || !Character.isLowSurrogate(file.charAt(at + 1))) {
                    return Optional.empty();
                }
                bytes(uri, file.substring(at, ++at + 1));
            } else {
                bytes(uri, String.valueOf(c));
            }
        }
        return Optional.of(uri.toString());
    }

    /** Two slashes would begin a host, and a dot before a slash would be taken away. */
    private static boolean isMisread(String file, int at) {
        return at == 1 && file.startsWith("//") || at == 0 && file.startsWith("./");
    }

    private static void bytes(StringBuilder uri, String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            percent(uri, b);
        }
    }

    private static void percent(StringBuilder uri, int b) {
        uri.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
    }
}
