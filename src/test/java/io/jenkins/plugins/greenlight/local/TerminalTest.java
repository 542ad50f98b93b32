package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @TempDir Path streams;

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"/dev/pts/3, xterm, true", "/dev/tty1, linux, true", "/dev/console, vt100, true", "/dev/pts/3, dumb, false",
        "/dev/pts/3, -, false", "pipe:[81], xterm, false", "/dev/null, xterm, false", "/tmp/build.log, xterm, false"})
    void isWatchedWhereAPersonSitsAtATerminalThatCanRedraw(String stream, String term, boolean watched) throws Exception {
        Files.createSymbolicLink(streams.resolve("1"), Path.of(stream));

        var terminal = new Terminal(term == null ? Map.of() : Map.of("TERM", term), streams);

        assertThat(terminal.watches(1)).isEqualTo(watched);
        assertThat(terminal.watches(2)).as("a stream that is closed").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "'', 80", "0, 80", "1e9, 80", "-5, 80"})
    void isAsWideAsTheShellSays(String columns, int expected) {
        assertThat(new Terminal(Map.of("COLUMNS", columns), streams).columns()).isEqualTo(expected);
    }

    @Test void wantsNoColourWhereNoColorIsSetToAnything() {
        assertThat(new Terminal(Map.of(), streams).wantsColour()).isTrue();
        assertThat(new Terminal(Map.of("NO_COLOR", ""), streams).wantsColour()).isTrue();
        assertThat(new Terminal(Map.of("NO_COLOR", "0"), streams).wantsColour()).isFalse();
    }
}
