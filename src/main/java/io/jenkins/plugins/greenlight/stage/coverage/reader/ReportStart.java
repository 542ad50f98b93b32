package io.jenkins.plugins.greenlight.stage.coverage.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How a file begins.
 *
 * @param text the first characters, without byte order mark and the zero bytes of a wide encoding
 */
record ReportStart(String text) {
    private static final int LENGTH = 4096;
    private static final List<String> LCOV = List.of("TN:", "SF:", "VER:");

    static ReportStart of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LENGTH);
            int marked = mark(bytes);
            boolean wide = marked == 2 || bytes.length > 1 && (bytes[0] == 0 && bytes[1] != 0 || bytes[1] == 0 && bytes[0] != 0);
            String text = new String(Arrays.copyOfRange(bytes, marked, bytes.length), StandardCharsets.ISO_8859_1);
            return new ReportStart(wide ? text.replace("\0", "") : text);
        }
    }

    private static int mark(byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            return 3;
        }
        return bytes.length >= 2 && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe
                || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) ? 2 : 0;
    }

    /** The first character that is no space; 0 when there is none. */
    char first() {
        return text.isBlank() ? 0 : text.stripLeading().charAt(0);
    }

    /** Whether its first line that is no comment is one of a tracefile. */
    boolean isLcov() {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).findFirst()
                .filter(line -> LCOV.stream().anyMatch(line::startsWith)).isPresent();
    }
}
