package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When our own probes prove a switch, and when they say that a candidate is bad. */
class ProbeRecordTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final ProbeRecord record = new ProbeRecord();
    private int millis;

    private enum Reply { GOOD, ERROR, NONE, STAND_IN }

    private void add(Probes.Way way, Reply reply, int times) {
        for (int i = 0; i < times; i++) {
            var at = T0.plusMillis(millis);
            record.add(new Probes.Answer(way, "GET /", at, at.plusMillis(1), reply == Reply.GOOD || reply == Reply.ERROR, reply != Reply.GOOD,
                    reply == Reply.STAND_IN, reply.name()));
        }
    }

    private void door(Reply reply, int times) {
        add(Probes.Way.DOOR, reply, times);
    }

    @Test void isProvedByTwentyInARow() {
        door(Reply.GOOD, 19);
        assertThat(record.unproved()).isEqualTo(1);

        door(Reply.GOOD, 1);

        assertThat(record.unproved()).isZero();
    }

    @Test void beginsAnewWhenAnotherAnswersInBetween() {
        door(Reply.GOOD, 19);
        door(Reply.NONE, 1);
        door(Reply.GOOD, 1);

        assertThat(record.unproved()).isEqualTo(19);
    }

    @Test void staysProvedOnceItWas() {
        door(Reply.GOOD, 20);
        door(Reply.NONE, 1);

        assertThat(record.unproved()).isZero();
    }

    @Test void isNotProvedByWhatTheCandidateAnswersDirectly() {
        add(Probes.Way.CANDIDATE, Reply.GOOD, 30);

        assertThat(record.unproved()).isEqualTo(20);
    }

    @Test void isWellWhenBothWaysAreAnswered() {
        assertThat(record.well()).isTrue();
        door(Reply.NONE, 1);
        assertThat(record.well()).isFalse();

        add(Probes.Way.CANDIDATE, Reply.GOOD, 1);
        assertThat(record.well()).as("the front door is still silent").isFalse();
        door(Reply.GOOD, 1);
        assertThat(record.well()).isTrue();

        add(Probes.Way.CANDIDATE, Reply.NONE, 1);
        assertThat(record.well()).isFalse();
        record.forgetDoor();
        assertThat(record.well()).as("forgotten is the door alone").isFalse();
        record.forget();
        assertThat(record.well()).isTrue();
    }

    @Test void forgetsTheDoorAlone() {
        door(Reply.GOOD, 20);
        door(Reply.ERROR, 5);
        door(Reply.NONE, 1);

        record.forgetDoor();

        assertThat(record.against()).isEmpty();
        assertThat(record.well()).isTrue();
        assertThat(record.unproved()).isZero();
    }

    @Test void saysWhatTheLastBadOneSaw() {
        assertThat(record.lastSeen()).isEqualTo("nothing");
        door(Reply.ERROR, 1);
        door(Reply.GOOD, 1);

        assertThat(record.lastSeen()).isEqualTo("ERROR");
    }

    @Test void isAgainstACandidateThatAnsweredThreeProbesWithNothingForHalfASecond() {
        door(Reply.GOOD, 20);
        door(Reply.NONE, 2);
        millis = 499;
        assertThat(record.against()).as("two").isEmpty();

        add(Probes.Way.CANDIDATE, Reply.NONE, 1);

        assertThat(record.against()).contains("did not answer 3 of the last 10 probes: NONE");
    }

    @Test void takesThreeSilentOnesInOneMomentForABlip() {
        door(Reply.GOOD, 20);
        door(Reply.NONE, 2);
        millis = 498;

        door(Reply.NONE, 1);

        assertThat(record.against()).isEmpty();
    }

    @Test void isAgainstACandidateThatFailedFiveOfTen() {
        door(Reply.GOOD, 20);
        door(Reply.ERROR, 4);
        assertThat(record.against()).isEmpty();

        door(Reply.ERROR, 1);

        assertThat(record.against()).contains("failed 5 of the last 10 probes: ERROR");
    }

    @Test void looksAtTheLastTenOnly() {
        door(Reply.GOOD, 20);
        door(Reply.ERROR, 5);
        door(Reply.GOOD, 5);
        assertThat(record.against()).isPresent();

        door(Reply.GOOD, 1);

        assertThat(record.against()).isEmpty();
    }

    @Test void holdsNoSilenceAgainstACandidateForWhichThePreviousReleaseStoodIn() {
        door(Reply.GOOD, 20);
        door(Reply.STAND_IN, 4);
        millis = 1_000;

        door(Reply.NONE, 0);

        assertThat(record.against()).isEmpty();
    }

    @Test void saysNothingBeforeTheSwitchIsProved() {
        door(Reply.GOOD, 19);
        door(Reply.NONE, 5);
        millis = 1_000;
        door(Reply.NONE, 5);

        assertThat(record.against()).isEmpty();
    }
}
