package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Counts that grow, by how much lately; and which counts are none. */
class LookWindowTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MOST = Long.MAX_VALUE / 16;

    private final LookWindow window = new LookWindow(Duration.ofSeconds(3));

    private void look(int second, long totalBefore, long total, long failed) {
        window.begin(T0.plusSeconds(second), totalBefore, 0);
        window.add(T0.plusSeconds(second), total, failed);
    }

    @Test void holdsNothingBeforeTheFirstLook() {
        assertThat(window.total()).isZero();
        assertThat(window.failed()).isZero();
    }

    @Test void growsFromWhatWasThereBeforeTheFirstLook() {
        look(0, 100, 110, 3);

        assertThat(window.total()).isEqualTo(10);
        assertThat(window.failed()).isEqualTo(3);
    }

    @Test void dropsALookThatIsOlderThanTheWindowAndNotOneAtItsEdge() {
        look(0, 0, 10, 1);
        look(3, 10, 30, 2);
        assertThat(window.total()).as("three seconds are in it").isEqualTo(30);

        look(4, 30, 60, 7);

        assertThat(window.total()).isEqualTo(30);
        assertThat(window.failed()).isEqualTo(5);
    }

    @Test void growsFromTheLookBeforeHoweverLongAgoThatWas() {
        look(0, 0, 10, 1);

        look(60, 10, 25, 4);

        assertThat(window.total()).isEqualTo(15);
        assertThat(window.failed()).isEqualTo(3);
    }

    @Test void beginsAnewWhenTheClockWasSetBack() {
        look(10, 0, 10, 0);

        look(5, 10, 12, 0);

        assertThat(window.total()).isEqualTo(2);
    }

    @Test void goesOnWhenTwoLooksFallIntoOneMoment() {
        look(10, 0, 10, 0);

        look(10, 10, 12, 0);

        assertThat(window.total()).isEqualTo(12);
    }

    @Test void believesCountsFromNoneToTheMostThatCanBeAdded() {
        assertThat(CounterSteps.possible(new Router.Counters(0, 0, 0, 0, 0))).isTrue();
        assertThat(CounterSteps.possible(new Router.Counters(MOST, 0, 0, 0, 0))).isTrue();
        assertThat(CounterSteps.possible(new Router.Counters(MOST + 1, 0, 0, 0, 0))).isFalse();
        assertThat(CounterSteps.possible(new Router.Counters(0, -1, 0, 0, 0))).isFalse();
    }

    @Test void seesARouterThatBeganAnewInEveryCount() {
        var before = new Router.Counters(5, 5, 5, 5, 5, 5);

        assertThat(CounterSteps.wentBack(before, before)).isFalse();
        assertThat(CounterSteps.wentBack(before, new Router.Counters(4, 9, 9, 9, 9, 9))).isTrue();
        assertThat(CounterSteps.wentBack(before, new Router.Counters(9, 4, 9, 9, 9, 9))).isTrue();
        assertThat(CounterSteps.wentBack(before, new Router.Counters(9, 9, 4, 9, 9, 9))).isTrue();
        assertThat(CounterSteps.wentBack(before, new Router.Counters(9, 9, 9, 4, 9, 9))).isTrue();
        assertThat(CounterSteps.wentBack(before, new Router.Counters(9, 9, 9, 9, 4, 9))).as("open ones come and go").isFalse();
        assertThat(CounterSteps.wentBack(before, new Router.Counters(9, 9, 9, 9, 9, 4))).isTrue();
    }
}
