package io.jenkins.plugins.greenlight.stage.coverage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryFileTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String WRITTEN = HistoryFile.write(CoverageHistory.of("shop", run("abc", 8), Map.of("p", counters(8))));

    private static Counters counters(int covered) {
        var counters = new Counters();
        counters.add(Metric.LINE, new Ratio(covered, 10));
        return counters;
    }

    private static MeasuredRun run(String commit, int covered) {
        return new MeasuredRun(commit, AT, counters(covered));
    }

    @Test void readsWhatItWrote() {
        var history = HistoryFile.read(WRITTEN, "f");

        assertThat(history.app()).isEqualTo("shop");
        assertThat(history.baseline().totals().get(Metric.LINE)).hasToString("8/10");
        assertThat(history.baseline().totals().get(Metric.BRANCH).isEmpty()).isTrue();
        assertThat(history.packages().get("p").get(Metric.LINE)).hasToString("8/10");
        assertThat(history.baseline().title()).isEqualTo("abc of 2026-01-02");
        assertThat(HistoryFile.write(history)).isEqualTo(WRITTEN);
    }

    @Test void keepsTheLastFiftyAndOneOfEachCommit() {
        var history = CoverageHistory.of("shop", run("0", 1), Map.of());
        for (int i = 1; i <= CoverageHistory.MOST_RUNS; i++) {
            history = history.with(run(Integer.toString(i), 1), Map.of());
        }
        assertThat(history.runs()).hasSize(CoverageHistory.MOST_RUNS).extracting(MeasuredRun::commit).startsWith("1").endsWith("50");

        history = history.with(run("7", 2), Map.of());

        assertThat(history.runs()).hasSize(CoverageHistory.MOST_RUNS).extracting(MeasuredRun::commit).startsWith("1", "2").endsWith("50", "7");
        assertThat(history.last(2)).extracting(MeasuredRun::commit).containsExactly("50", "7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"\"version\" : 1 | \"version\" : 2 | is no greenlight.coverage-history of version 1",
        "\"app\" : \"shop\" | \"apps\" : \"shop\" | has the unknown key \"apps\"", "[ 8, 10 ] | [ 11, 10 ] | is no share. Expected [COVERED, ALL]",
        "[ 8, 10 ] | [ -1, 10 ] | is no share", "[ 8, 10 ] | [ 8 ] | is no share", "[ 8, 10 ] | [ 8.5, 10 ] | Expected a whole number",
        "\"line\" | \"lines\" | has the unknown key \"lines\"", "2026-01-02T03:04:05Z | yesterday | is no time: \"yesterday\"",
        "\"at\" | \"when\" | has no \"at\"", "\"runs\" : [ | \"runs\" : 3 , \"x\" : [ | unknown key \"x\""})
    void refusesWhatItDidNotWrite(String part, String instead, String words) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> HistoryFile.read(WRITTEN.replace(part, instead), "f"))
                .withMessageStartingWith("f:").withMessageContaining(words);
    }

    @Test void refusesAHistoryWithoutARun() {
        var none = "{\"schema\": \"greenlight.coverage-history\", \"version\": 1, \"app\": \"shop\", \"packages\": {}, \"runs\": []}";

        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> HistoryFile.read(none, "f")).withMessageContaining("has 0 runs. Expected 1 to 50");
    }
}
