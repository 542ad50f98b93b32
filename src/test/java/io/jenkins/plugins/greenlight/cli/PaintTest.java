package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaintTest {
    @ParameterizedTest
    @CsvSource({"DELIVERED (exit 0): well, 32", "PASSED        Image, 32", "WARNED        Security scan, 33", "INCONCLUSIVE  Coverage gate, 33",
        "BLOCKED (exit 20): locked, 33", "ROLLED_BACK (exit 12): back, 31", "GATE_FAILED (exit 10): no, 31"})
    void coloursOutcomesAndEndings(String line, String colour) {
        var word = line.split(" ")[0];

        assertThat(Paint.line(line)).isEqualTo("\u001b[1;" + colour + "m" + word + "\u001b[0m" + line.substring(word.length()));
    }

    @Test void coloursThemBehindAWarningAndInsideAStage() {
        assertThat(Paint.line("WARNING: HALTED (exit 13)")).startsWith("WARNING: \u001b[1;31mHALTED\u001b[0m (");
        assertThat(Paint.line("  FAILED line: measured")).startsWith("  \u001b[1;31mFAILED\u001b[0m line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "production: LIVE: watched", "it FAILED", "ERRORS 5", "== Image", "WARNING: slow"})
    void leavesEverythingElseAlone(String line) {
        assertThat(Paint.line(line)).isEqualTo(line);
    }
}
