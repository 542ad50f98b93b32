package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir Path folder;

    @Test void showsTheLastLinesFitForATerminal() throws Exception {
        var log = folder.resolve("n.log");
        assertThat(LogTail.of(log, 5)).isEmpty();
        Files.writeString(log, "");
        assertThat(LogTail.of(log, 5)).isEmpty();

        Files.writeString(log, "one\n\u001b[31mtwo\u001b[0m\tx\u0007\u202e\n" + "y".repeat(2001));

        assertThat(LogTail.of(log, 0)).isEmpty();
        assertThat(LogTail.of(log, 9)).containsExactly("one", "two x", "y".repeat(2000) + "…");
        assertThat(LogTail.of(log, 2)).hasSize(2);
    }

    @Test void readsNoMoreThanTheEndOfAGiantLog() throws Exception {
        var log = folder.resolve("n.log");
        Files.writeString(log, "0123456789abcde\n".repeat(20_000) + "last\n");

        var lines = LogTail.of(log, 100_000);

        assertThat(lines).hasSizeBetween(16_000, 16_384).endsWith("last");
        assertThat(lines.get(0)).isEqualTo("0123456789abcde");
        Files.writeString(log, "x".repeat(300_000));
        assertThat(LogTail.of(log, 9)).singleElement().asString().hasSize(2001);
    }
}
