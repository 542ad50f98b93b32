package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.greenlight.finding.CollectingSink;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.reader.CoverageRecogniser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a reader makes of some bytes: they are refused, or this.
 *
 * @param count    findings, the suppressed ones among them, or distinct lines
 * @param doubtful whether the reader says that this may not be all
 */
record Seen(long count, boolean doubtful) {
    static final String NAME = "report.txt";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Empty when they are refused with a message that names the file; any other exception, and a reader that does not end, fails. */
    static Optional<Seen> in(Sample sample, byte[] bytes) {
        return in(sample, written(bytes));
    }

    static Optional<Seen> in(Sample sample, String text) {
        return in(sample, text.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Seen> in(Sample sample, Path file) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                return Optional.of(sample.isCoverage() ? lines(file) : findings(file));
            } catch (ParseException e) {
                assertThat(e.getMessage()).startsWith(NAME + ":").hasSizeLessThan(3000);
                return Optional.<Seen>empty();
            } catch (RuntimeException e) {
                throw new AssertionError("Neither read nor refused, " + sample + ": " + text(file), e);
            }
        }, () -> sample + ": " + text(file));
    }

    private static Seen findings(Path file) throws IOException {
        var sink = new CollectingSink();
        ReportRecogniser.read(file, NAME, sink);
        return new Seen(sink.runs().stream().mapToLong(run -> run.findings().size() + run.suppressed().size()).sum(),
                sink.runs().isEmpty() || sink.runs().stream().anyMatch(run -> !run.run().doubts().isEmpty()));
    }

    private static Seen lines(Path file) throws IOException {
        var report = CoverageRecogniser.read(file, NAME);
        return new Seen(report.files().stream().mapToLong(one -> one.counters().get(Metric.LINE).total()).sum(), report.isEmpty());
    }

    private static Path written(byte[] bytes) {
        try {
            return Files.write(Path.of(System.getProperty("java.io.tmpdir"), "hostile-report-" + ProcessHandle.current().pid()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4000), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
