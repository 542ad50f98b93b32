package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How much of a watch was really looked at, and what is kept of it to draw. */
class WatchTimeTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final WatchTime time = new WatchTime(T0, Duration.ofMillis(250));

    @Test void countsWhatPassedBetweenTwoLooks() {
        time.look(T0.plusMillis(250));
        time.look(T0.plusMillis(750));

        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(750));
        assertThat(time.reached(Duration.ofMillis(750))).isTrue();
        assertThat(time.reached(Duration.ofMillis(751))).isFalse();
    }

    @Test void countsAGapInWhichNobodyLookedForNoMoreThanTheWindow() {
        time.look(T0.plus(Watch.WINDOW));
        assertThat(time.elapsed()).isEqualTo(Watch.WINDOW);

        time.look(T0.plusSeconds(3_600));

        assertThat(time.elapsed()).isEqualTo(Watch.WINDOW.multipliedBy(2));
    }

    @Test void countsAGapForThreeIntervalsWhereThoseAreLonger() {
        var rare = new WatchTime(T0, Duration.ofSeconds(2));

        rare.look(T0.plusSeconds(60));

        assertThat(rare.elapsed()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test void countsNothingForAClockThatWasSetBackAndGoesOnFromThere() {
        time.look(T0.minusSeconds(60));
        assertThat(time.elapsed()).isZero();

        time.look(T0.minusSeconds(59));

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test void drawsAGapWhereThereWereNoRequests() {
        var course = new Course();
        course.add(Duration.ofSeconds(1), OptionalDouble.of(1));
        course.add(Duration.ofSeconds(2), OptionalDouble.empty());
        course.add(Duration.ofSeconds(3), OptionalDouble.of(3));

        assertThat(course.moments()).containsExactly(new DeployResult.Moment(Duration.ofSeconds(1), 1),
                new DeployResult.Moment(Duration.ofSeconds(3), 3));
    }

    @Test void drawsEveryLookOfAShortWatchAndEverySecondOneOfALongerOne() {
        var course = new Course();
        for (int second = 0; second < 240; second++) {
            course.add(Duration.ofSeconds(second), OptionalDouble.of(second));
        }
        assertThat(course.moments()).hasSize(240);

        for (int second = 240; second < 260; second++) {
            course.add(Duration.ofSeconds(second), OptionalDouble.of(second));
        }

        assertThat(course.moments()).hasSize(130).allMatch(moment -> moment.since().toSeconds() % 2 == 0)
                .startsWith(new DeployResult.Moment(Duration.ZERO, 0)).endsWith(new DeployResult.Moment(Duration.ofSeconds(258), 258));
    }
}
