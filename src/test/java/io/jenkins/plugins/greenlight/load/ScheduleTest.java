package io.jenkins.plugins.greenlight.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final long T0 = -5_000_000_000L;

    private static Schedule schedule(double perSecond, long durationMillis, long warmupMillis) {
        var loads = Loads.of(URI.create("http://localhost")).rate(perSecond, durationMillis).warmup(warmupMillis);
        return Schedule.of(loads.plan(), T0);
    }

    @ParameterizedTest
    @CsvSource({"100,1000,100", "0.1,5000,1", "0.1,10000,1", "0.1,10001,2", "3,1000,3", "0.3,10000,3", "1000,60000,60000"})
    void hasEveryArrivalThatStartsWithinTheDuration(double perSecond, long millis, long arrivals) {
        assertThat(schedule(perSecond, millis, 0).arrivals()).isEqualTo(arrivals);
    }

    @Test void recordsFromTheEndOfTheWarmUpOn() {
        var schedule = schedule(100, 1_000, 500);

        assertThat(schedule.arrivals()).isEqualTo(150);
        assertThat(schedule.recorded(49)).isFalse();
        assertThat(schedule.recorded(50)).isTrue();
        assertThat(schedule.intended(50)).isEqualTo(T0 + 500_000_000);
    }

    @Test void spacesArrivalsEvenlyForever() {
        var schedule = schedule(3, 1_000_000_000, 0);

        assertThat(schedule.intended(0)).isEqualTo(T0);
        assertThat(schedule.intended(1)).isEqualTo(T0 + 333_333_333);
        assertThat(schedule.intended(3_000_000)).isEqualTo(T0 + 1_000_000_000_000_000L);
    }

    @Test void knowsHowManyAreDue() {
        var schedule = schedule(100, 1_000, 0);

        assertThat(schedule.due(T0 - 1)).isZero();
        assertThat(schedule.due(T0)).isEqualTo(1);
        assertThat(schedule.due(T0 + 9_999_999)).isEqualTo(1);
        assertThat(schedule.due(T0 + 10_000_000)).isEqualTo(2);
        assertThat(schedule.due(T0 + 3_600_000_000_000L)).isEqualTo(100);
    }
}
