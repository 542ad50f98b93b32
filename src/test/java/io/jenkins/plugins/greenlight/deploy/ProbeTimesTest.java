package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Expectations;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long our probes waited, what that says of a candidate, and how long they may wait. */
class ProbeTimesTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final ProbeTimes times = new ProbeTimes(Expectations.parse("errors < 2%", "p95 < 250 ms"));

    private void add(int times, int atMillis, int tookMillis) {
        for (int i = 0; i < times; i++) {
            this.times.add(T0.plusMillis(atMillis), Duration.ofMillis(tookMillis));
        }
    }

    @Test void isMissingOneProbeShortOfTwenty() {
        add(19, 0, 10);
        assertThat(times.p95().value()).isEmpty();

        add(1, 0, 10);

        assertThat(times.p95().value()).isEqualTo(OptionalDouble.of(10));
    }

    @Test void isTheSmallestThatNinetyFiveOfAHundredDoNotExceed() {
        for (int millis = 100; millis >= 1; millis--) {
            add(1, 0, millis);
        }

        assertThat(times.p95().value()).isEqualTo(OptionalDouble.of(95));
    }

    @Test void isNeverNegativeWhenTheClockWasSetBack() {
        add(20, 0, -5);

        assertThat(times.p95().value()).isEqualTo(OptionalDouble.of(0));
    }

    @Test void isAgainstACandidateThatWasSlowFiveTimesOfTenLately() {
        add(30, 0, 10);
        add(5, 5_000, 10);
        add(4, 5_000, 250);
        assertThat(times.against(T0.plusMillis(5_000))).as("nine lately").isEmpty();

        add(1, 5_000, 250);

        assertThat(times.against(T0.plusMillis(5_000))).contains("is slow: p95 250.00 ms over the last 10 probes");
        assertThat(times.slow()).isEqualTo(5);
    }

    @Test void holdsFewSlowOnesAgainstNobody() {
        add(6, 0, 10);
        add(4, 0, 900);

        assertThat(times.against(T0)).isEmpty();
    }

    @Test void holdsNothingAgainstACandidateThatIsJustQuickEnough() {
        add(20, 0, 249);

        assertThat(times.against(T0)).isEmpty();
        assertThat(times.slow()).isZero();
    }

    @Test void forgetsWhatWasSinceThen() {
        add(20, 0, 10);
        add(20, 1_000, 900);

        times.forgetSince(T0.plusMillis(1_000));

        assertThat(times.p95().value()).isEqualTo(OptionalDouble.of(10));
        assertThat(times.slow()).isZero();
    }

    @Test void callsNobodySlowWhereNoSpeedIsAskedFor() {
        var any = new ProbeTimes(Expectations.parse("errors < 2%"));
        for (int i = 0; i < 30; i++) {
            any.add(T0, Duration.ofSeconds(30));
        }

        assertThat(any.slow()).isZero();
        assertThat(any.against(T0)).isEmpty();
        assertThat(any.patience()).isEqualTo(Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @CsvSource({"p95 < 100 ms, 500", "p95 < 200 ms, 600", "p95 < 500 ms, 1500", "p95 < 2 s, 3000", "p95 < 39 s, 58500", "p95 < 41 s, 60000"})
    void givesAProbeAtLeastHalfASecondAndAtMostAMinute(String check, long millis) {
        assertThat(new ProbeTimes(Expectations.parse(check)).patience()).isEqualTo(Duration.ofMillis(millis));
    }
}
