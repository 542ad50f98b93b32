package io.jenkins.plugins.greenlight.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StricterExpectationTest {
    private static boolean meets(String check, String floor) {
        return Expectation.parse(check).isAtLeastAsStrictAs(Expectation.parse(floor), Unit.MILLIS);
    }

    @ParameterizedTest
    @CsvSource({
        "t >= 80 ms, t >= 80 ms", "t >= 80.01 ms, t >= 80 ms", "t > 80 ms, t >= 80 ms", "t == 80 ms, t >= 80 ms",
        "t > 80 ms, t > 80 ms", "t >= 80.01 ms, t > 80 ms", "t == 80.01 ms, t > 80 ms",
        "t <= 80 ms, t <= 80 ms", "t <= 79.99 ms, t <= 80 ms", "t < 80 ms, t <= 80 ms", "t == 80 ms, t <= 80 ms",
        "t < 80 ms, t < 80 ms", "t <= 79.99 ms, t < 80 ms", "t == 79.99 ms, t < 80 ms",
        "t == 80 ms, t == 80 ms", "t == 0.08 s, t == 80 ms", "t < 0.2 s, t < 200 ms", "t < 200 ms, t < 0.2 s", "t >= -1 ms, t >= -2 ms",
    })
    void meetsAFloorAtItsLimitAndAboveIt(String check, String floor) {
        assertThat(meets(check, floor)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "t >= 79.99 ms, t >= 80 ms", "t > 79.99 ms, t >= 80 ms", "t == 79.99 ms, t >= 80 ms",
        "t >= 80 ms, t > 80 ms", "t > 79.99 ms, t > 80 ms", "t == 80 ms, t > 80 ms",
        "t <= 80.01 ms, t <= 80 ms", "t < 80.01 ms, t <= 80 ms", "t == 80.01 ms, t <= 80 ms",
        "t <= 80 ms, t < 80 ms", "t < 80.01 ms, t < 80 ms", "t == 80 ms, t < 80 ms",
        "t <= 80 ms, t == 80 ms", "t >= 80 ms, t == 80 ms", "t == 81 ms, t == 80 ms",
        "t <= 90 ms, t >= 80 ms", "t >= 70 ms, t <= 80 ms", "t < 0.2 min, t < 200 ms", "t < 90 s, t < 1 min", "t >= -2 ms, t >= -1 ms",
    })
    void doesNotMeetAFloorJustPastItsLimitOrTheOtherWayRound(String check, String floor) {
        assertThat(meets(check, floor)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"u >= 80 ms, t >= 80 ms", "t.a >= 80 ms, t >= 80 ms", "t >= 80 ms, delta.t >= 80 ms"})
    void saysNothingOfAnotherMeasure(String check, String floor) {
        assertThat(meets(check, floor)).isFalse();
    }
}
