package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.port.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TerminalLogTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final TerminalLog log = new TerminalLog(new PrintStream(bytes, true, StandardCharsets.UTF_8), UnaryOperator.identity(), 60,
            nanos::get);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void after(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
        log.draw();
    }

    /** What the terminal shows: each erasing begins the line anew. */
    private String shown() {
        var lines = printed().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i].substring(Math.max(0, lines[i].lastIndexOf(ERASE) + (lines[i].contains(ERASE) ? ERASE.length() : 0)));
        }
        return String.join("\n", lines);
    }

    @Test void doesNotShowWhatIsOverWithinTwoSeconds() {
        var progress = log.progress("Building", Duration.ZERO);
        after(1_999);
        progress.close();

        log.info("built");

        assertThat(printed()).isEqualTo("built\n");
    }

    @Test void redrawsOneLineWithTheTimeSpentWhereNobodyKnowsHowLong() {
        log.progress("Building", Duration.ZERO);

        after(2_000);
        assertThat(shown()).isEqualTo("-  Building  2 s".replace('-', "|/-\\".charAt(10 % 4)));
        after(63_000);

        assertThat(shown()).endsWith("  Building  1 min 5 s").doesNotContain("\n");
    }

    @Test void drawsABarWithWhatIsLeftWhereItIsKnown() {
        log.progress("Load test", Duration.ofSeconds(20));

        after(5_000);
        assertThat(shown()).isEqualTo("[#####---------------] 25 %  Load test  5 s, 15 s left");
        after(16_000);

        assertThat(shown()).isEqualTo("[###################-] 99 %  Load test  21 s, nearly done");
    }

    @Test void printsLinesAboveIt() {
        log.progress("Watching", Duration.ofSeconds(10));
        after(5_000);

        log.warn("slow");
        log.info("well");

        assertThat(shown()).isEqualTo("WARNING: slow\nwell\n[##########----------] 50 %  Watching  5 s, 5 s left");
    }

    @Test void leavesNothingOfItWhenItIsOver() {
        var progress = log.progress("Watching", Duration.ofSeconds(10));
        after(5_000);

        progress.close();
        progress.close();
        after(1_000);
        log.info("done");

        assertThat(shown()).isEqualTo("done\n");
    }

    @Test void showsTheInnerOfTwoAndThenTheOuterAgain() {
        log.progress("outer", Duration.ZERO);
        var inner = log.progress("inner", Duration.ZERO);

        after(3_000);
        assertThat(shown()).contains("inner");
        inner.close();

        assertThat(shown()).contains("outer").doesNotContain("inner");
    }

    @Test void putsNotesIntoTheLineAndCutsItBeforeItWraps() {
        var progress = log.progress("Load test", Duration.ZERO);
        progress.note("250 requests due,\n\u001b[31m0 failed, and so on and on and on and on");

        after(2_000);

        assertThat(shown()).contains("250 requests due, \\u001b[31m0 failed").hasSize(59);
    }

    @Test void redrawsByItselfWithNobodyPrinting() throws Exception {
        var real = new TerminalLog(new PrintStream(bytes, true, StandardCharsets.UTF_8), UnaryOperator.identity(), 60, nanos::get);
        real.progress("Building", Duration.ZERO);

        nanos.addAndGet(Duration.ofSeconds(4).toNanos());

        Eventually.until("4 s are shown", () -> printed().contains("Building  4 s"));
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        Eventually.until("8 s are shown", () -> printed().contains("Building  8 s"));
    }

    @Test void isSilentOnAPlainLogButForItsNotes() {
        Log plain = new ConsoleLog(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        try (var progress = plain.progress("Load test", Duration.ofSeconds(10))) {
            progress.note("Load: 250 requests due");
        }

        assertThat(printed()).isEqualTo("Load: 250 requests due\n");
    }
}
