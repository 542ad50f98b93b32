package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private static Watch watch(long answersBefore, long errorsBefore) {
        return new Watch(new DeploySettings.Watch(Duration.ofSeconds(10), Duration.ofMillis(250), 50, Expectations.parse("errors < 2%")),
                new Router.Counters(answersBefore, errorsBefore, 0, 0, 0));
    }

    private static Router.Counters counters(long answers, long errors) {
        return new Router.Counters(answers, errors, 0, 0, 0);
    }

    @Test void isInconclusiveBeforeItSawAnything() {
        assertThat(watch(0, 0).verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(watch(0, 0).isBad()).isFalse();
    }

    @Test void isInconclusiveOneSampleShort() {
        var watch = watch(0, 0);

        watch.look(T0, counters(49, 0));

        assertThat(watch.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void passesWithJustEnoughSamples() {
        var watch = watch(0, 0);

        watch.look(T0, counters(50, 0));

        assertThat(watch.verdict().outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void isBadAtTheLimitAndNotBelowIt() {
        var at = watch(0, 0);
        var below = watch(0, 0);

        at.look(T0, counters(245, 5));
        below.look(T0, counters(246, 4));

        assertThat(at.isBad()).isTrue();
        assertThat(below.isBad()).isFalse();
    }

    @Test void doesNotBlameTheCandidateForWhatItsSlotDidBefore() {
        var watch = watch(1_000, 900);

        watch.look(T0, counters(1_100, 900));

        assertThat(watch.isBad()).isFalse();
        assertThat(watch.total()).isEqualTo(100);
    }

    @Test void startsFromZeroWhenTheRouterWasRestarted() {
        var watch = watch(1_000, 0);

        watch.look(T0, counters(40, 30));

        assertThat(watch.total()).isEqualTo(70);
        assertThat(watch.isBad()).isTrue();
    }

    @Test void seesNewErrorsBehindManyOldAnswers() {
        var watch = watch(0, 0);
        for (int i = 0; i <= 40; i++) {
            watch.look(T0.plusMillis(250L * i), counters(2_500L * i, 0));
        }

        watch.look(T0.plusMillis(250L * 41), counters(2_500L * 41, 1_500));

        assertThat(watch.isBad()).isTrue();
    }

    @Test void doesNotTakeABlipOfTheSwitchForABadRelease() {
        var watch = watch(0, 0);

        watch.look(T0, counters(49, 1));

        assertThat(watch.isBad()).isFalse();
        assertThat(watch.verdict().outcome()).as("but counts it in the end").isEqualTo(Outcome.FAILED);
    }

    @Test void staysWithTheNewCountOfARestartedRouter() {
        var watch = watch(100, 0);

        watch.look(T0, counters(40, 0));
        watch.look(T0.plusMillis(250), counters(140, 0));

        assertThat(watch.total()).isEqualTo(140);
    }

    @Test void keepsTheFailuresThatARestartedRouterForgot() {
        var watch = watch(0, 0);

        watch.look(T0, counters(100, 6));
        watch.look(T0.plusMillis(250), counters(60, 0));

        assertThat(watch.failed()).isEqualTo(6);
        assertThat(watch.total()).isEqualTo(166);
    }

    @Test void countsSamplesAnewAfterARestart() {
        var watch = watch(0, 0);

        watch.look(T0, counters(1_000, 0));
        watch.look(T0.plusMillis(250), counters(49, 0));
        boolean before = watch.enough();
        watch.look(T0.plusMillis(500), counters(50, 0));

        assertThat(before).isFalse();
        assertThat(watch.enough()).isTrue();
    }

    @Test void believesNoCountersThatStandStill() {
        var watch = watch(0, 0);
        watch.look(T0, counters(100, 0));

        watch.look(T0.plusMillis(1_000), counters(100, 0));
        boolean still = watch.enough();
        watch.lookInVain(T0.plusMillis(1_001));

        assertThat(still).as("for a second they may").isTrue();
        assertThat(watch.enough()).isFalse();
        assertThat(watch.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void countsWhatTheRouterTookAwayAsTheCandidatesErrors() {
        var watch = watch(0, 0);

        watch.look(T0, new Router.Counters(245, 0, 0, 0, 0, 5));

        assertThat(watch.isBad()).isTrue();
        assertThat(watch.elsewhere()).isEqualTo(5);
    }

    @Test void forgetsOnlyTheWindow() {
        var watch = watch(0, 0);
        for (int i = 0; i <= 20; i++) {
            watch.look(T0.plusMillis(250L * i), counters(100L * i, 0));
        }
        watch.look(T0.plusMillis(5_250), counters(2_100, 50));

        watch.forget();

        assertThat(watch.failed()).isZero();
        assertThat(watch.total()).isBetween(800L, 1_000L);
        assertThat(watch.isBad()).isFalse();
    }

    @Test void isBadWithFiveFailuresOfFiftyAndNotWithFewer() {
        var few = watch(0, 0);
        few.look(T0, counters(96, 4));
        assertThat(few.isBad()).as("four").isFalse();
        var early = watch(0, 0);
        early.look(T0, counters(44, 5));
        assertThat(early.isBad()).as("of forty-nine").isFalse();
        var enough = watch(0, 0);

        enough.look(T0, counters(45, 5));

        assertThat(enough.isBad()).isTrue();
    }

    @Test void isNotBadForFiveFailuresOfVeryMany() {
        var watch = watch(0, 0);

        watch.look(T0, counters(995, 5));

        assertThat(watch.isBad()).isFalse();
    }

    @Test void callsNobodyBadForACountThatMayStillGrow() {
        var watch = new Watch(new DeploySettings.Watch(Duration.ofSeconds(10), Duration.ofMillis(250), 50,
                Expectations.parse("errors < 50%", "requests >= 1000")), counters(0, 0));

        watch.look(T0, counters(95, 5));

        assertThat(watch.isBad()).isFalse();
        assertThat(watch.verdict().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void believesCountersThatStandStillForASecondAndNoLonger() {
        var watch = watch(0, 0);
        watch.look(T0, counters(50, 0));
        watch.lookInVain(T0.plusSeconds(1));
        assertThat(watch.enough()).isTrue();
        assertThat(watch.countedEnough()).isTrue();

        watch.lookInVain(T0.plusMillis(1_001));

        assertThat(watch.enough()).isFalse();
        assertThat(watch.countedEnough()).isFalse();
    }

    @Test void believesARouterThatBeganAnewTwiceAndNotOneThatDoesSoAllTheTime() {
        var watch = watch(0, 0);
        for (int restart = 0; restart < 3; restart++) {
            watch.look(T0.plusMillis(restart), counters(90 - restart, 0));
        }
        assertThat(watch.countedEnough()).isTrue();

        watch.look(T0.plusMillis(3), counters(87, 0));

        assertThat(watch.countedEnough()).isFalse();
    }
}
