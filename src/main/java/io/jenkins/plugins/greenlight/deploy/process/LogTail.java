package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.LogLine;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log. */
final class LogTail {
    private static final int BYTES = 256 * 1024;

    private LogTail() { }

    /** The last lines, oldest first, at most 256 KiB and 2000 characters a line; empty when there is no such file. */
    static List<String> of(Path log, int lines) throws IOException {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(log)) {
            long from = Math.max(0, channel.size() - BYTES);
            channel.position(from);
            var text = new String(Channels.newInputStream(channel).readNBytes(BYTES), StandardCharsets.UTF_8);
            var all = text.lines().toList();
            var whole = from == 0 || all.size() < 2 ? all : all.subList(1, all.size());
            return whole.subList(Math.max(0, whole.size() - lines), whole.size()).stream().map(LogLine::plain).toList();
        }
    }
}
