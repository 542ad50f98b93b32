package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The end of a text, for a message. */
final class LastLines {
    private static final int LINES = 5;
    private static final int CHARACTERS = 2_000;

    private LastLines() { }

    /** "(nothing)" when there are none. */
    static String of(String text) {
        var end = text.substring(Math.max(0, text.length() - CHARACTERS)).strip();
        var lines = end.split("\\R");
        return end.isEmpty() ? "(nothing)"
                : Arrays.stream(lines).skip(Math.max(0, lines.length - LINES)).collect(Collectors.joining("\n"));
    }

    static String of(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - CHARACTERS));
            var bytes = java.nio.channels.Channels.newInputStream(channel).readNBytes(CHARACTERS);
            return of(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
