package io.jenkins.plugins.greenlight.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    /** 10 per second for 2.5 s after 1 s of warm-up, timeout 3 s; arrival 10 is the first recorded one. */
    private final LoadPlan plan = Loads.of(URI.create("http://localhost")).rate(10, 2_500).warmup(1_000).plan();
    private final Schedule schedule = Schedule.of(plan, 0);
    private final Tally tally = new Tally(plan, schedule);

    private void good(long arrival, long afterMillis) {
        tally.answered(arrival, schedule.intended(arrival) + afterMillis * MILLI, 200, "r1");
    }

    @Test void hasNoLatencyWhenNothingWasAnswered() {
        var result = tally.result();

        assertThat(result.requests()).isZero();
        assertThat(result.latency()).isEmpty();
        assertThat(result.quantiles()).isEmpty();
        assertThat(result.throughput()).isZero();
        assertThat(result.course()).extracting(LoadResult.Span::start).containsExactly(0.0, 1.0, 2.0);
        assertThat(result.course()).allMatch(span -> span.p95().isEmpty() && span.throughput() == 0);
    }

    @Test void clampsALatencyBeyondItsRangeAndKeepsIt() {
        good(10, 3_600_000);

        assertThat(tally.result().good()).isEqualTo(1);
        assertThat(tally.result().latency().orElseThrow().max()).isGreaterThanOrEqualTo(12_500);
    }

    @Test void recordsAnUnsentRequestAsItsWholeWait() {
        good(10, 5);
        tally.failed(11, schedule.intended(11) + 5 * SECOND, ErrorKind.UNSENT);

        assertThat(tally.result().latency().orElseThrow().max()).isCloseTo(5_000, within(5.0));
    }

    @Test void recordsEveryFailureAsAtLeastTheTimeout() {
        good(10, 5);
        tally.failed(11, schedule.intended(11), ErrorKind.RESET);
        tally.answered(12, schedule.intended(12), 500, null);

        var result = tally.result();

        assertThat(result.latency().orElseThrow().p50()).isCloseTo(3_000, within(3.0));
        assertThat(result.latency().orElseThrow().mean()).isCloseTo(2_001.7, within(3.0));
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.releases().none()).isZero();
    }

    @Test void givesTheCourseByTheTimeAnAnswerCame() {
        good(9, 200);
        good(10, 10);
        good(11, 1_000);
        good(34, 2_000);
        tally.failed(9, 2 * SECOND, ErrorKind.RESET);

        var result = tally.result();

        assertThat(result.requests()).isEqualTo(3);
        assertThat(result.throughput()).isEqualTo(3 / 2.5);
        assertThat(result.course()).extracting(LoadResult.Span::throughput).containsExactly(2.0, 1.0, 0.0);
        assertThat(result.course().get(0).p95().getAsDouble()).isCloseTo(10, within(0.1));
        assertThat(result.course().get(1).p95().getAsDouble()).isCloseTo(1_000, within(1.0));
        assertThat(result.course().get(2).p95().getAsDouble()).isCloseTo(2_000, within(2.0));
    }

    @Test void givesTheErrorsOfEachSpan() {
        good(10, 10);
        tally.failed(11, schedule.intended(11) + 100 * MILLI, ErrorKind.RESET);
        tally.answered(12, schedule.intended(12) + 100 * MILLI, 500, null);
        tally.failed(9, 2 * SECOND, ErrorKind.RESET);
        tally.failed(34, schedule.intended(34) + 5 * SECOND, ErrorKind.TIMEOUT);

        assertThat(tally.result().course()).extracting(LoadResult.Span::errors).containsExactly(2.0, 0.0, 2.0);
    }

    @Test void spreadsTheLatenciesFromTheFastestToTheSlowest() {
        for (int i = 10; i < 30; i++) {
            good(i, i);
        }

        var quantiles = tally.result().quantiles();

        assertThat(quantiles.get(0).percent()).isZero();
        assertThat(quantiles.get(0).millis()).isCloseTo(10, within(0.1));
        assertThat(quantiles).anySatisfy(quantile -> {
            assertThat(quantile.percent()).isEqualTo(50);
            assertThat(quantile.millis()).isCloseTo(19, within(0.1));
        });
        assertThat(quantiles.get(quantiles.size() - 1).percent()).isEqualTo(95);
        assertThat(quantiles.get(quantiles.size() - 1).millis()).isCloseTo(29, within(0.1));
        assertThat(quantiles).extracting(LoadResult.Quantile::millis).isSorted();
    }

    @Test void countsAnAnswerAtTheVeryEndInNoThroughput() {
        good(33, 200 - 1);
        good(34, 100);

        assertThat(tally.result().course().get(2).throughput()).isEqualTo(1 / 0.5);
    }

    @Test void drawsALongRunInNoMoreThanSixHundredSpans() {
        var day = Loads.of(URI.create("http://localhost")).rate(1, 86_400_000).plan();
        var long1 = new Tally(day, Schedule.of(day, 0));
        long1.answered(0, SECOND, 200, null);

        var course = long1.result().course();

        assertThat(course).hasSize(600);
        assertThat(course.get(1).start()).isEqualTo(144);
        assertThat(course.get(0).throughput()).isEqualTo(1 / 144.0);
    }
}
