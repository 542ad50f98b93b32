package benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final List<Switch> SWITCHES = List.of(new Switch(0, 0, "r1"), new Switch(1000, 1100, "r2"),
            new Switch(5000, 5100, "r3"));

    @Test void callsAnAnswerOfThePreviousReleaseStaleFromTheReportOn() {
        assertThat(stale(get(1101, 1200, "r1"))).isTrue();
        assertThat(stale(get(1100, 1200, "r1"))).isFalse();
        assertThat(stale(get(1101, 1200, "r2"))).isFalse();
    }

    @Test void callsAnAnswerOfTheNextReleaseStaleUntilItsSwitchBegins() {
        assertThat(stale(get(1101, 4999, "r3"))).isTrue();
        assertThat(stale(get(1101, 5000, "r3"))).isFalse();
    }

    @Test void callsNothingStaleBeforeTheFirstReport() {
        assertThat(new Timeline(List.of(new Switch(1000, 1100, "r2"))).isStale(get(900, 950, "any"))).isFalse();
    }

    @Test void callsTheReleaseBeforeThePreviousOneStaleEvenWhileSwitching() {
        assertThat(stale(get(5050, 5200, "r1"))).isTrue();
        assertThat(stale(get(5050, 5200, "r2"))).isFalse();
        assertThat(stale(get(5050, 5200, "r3"))).isFalse();
    }

    @Test void letsAnOpenWebSocketStayWhereItIs() {
        assertThat(stale(new Exchange(0, Kind.FRAME, 1101, 1101, 1200, 101, "r1", Outcome.OK, ""))).isFalse();
        assertThat(stale(new Exchange(0, Kind.WEBSOCKET, 1101, 1101, 1200, 101, "r1", Outcome.OK, ""))).isTrue();
    }

    @Test void countsAWebSocketThatEndsWithItsReleaseApart() {
        var count = Findings.of(List.of(closed(2000, "r1")), SWITCHES).all();

        assertThat(count.retired()).isEqualTo(1);
        assertThat(count.lost()).isZero();
    }

    @Test void countsAWebSocketThatIsClosedOnALiveReleaseAsLost() {
        var findings = Findings.of(List.of(closed(1050, "r1"), closed(2000, "r2")), SWITCHES);

        assertThat(findings.all().lost()).isEqualTo(2);
        assertThat(findings.all().retired()).isZero();
    }

    @Test void countsAClosedWebSocketAsLostWhenNobodySaysWhoIsLive() {
        assertThat(Findings.of(List.of(closed(2000, "r1")), List.of()).all().lost()).isEqualTo(1);
    }

    @Test void measuresAFlipUntilTheOldReleaseGetsNothingMore() {
        var findings = Findings.of(List.of(get(900, 950, "r1"), get(1010, 1020, "r2"), get(1040, 1300, "r1"),
                get(1050, 1060, "r2"),
                get(5600, 5700, "r3")), SWITCHES);

        assertThat(findings.flips()).extracting(Flip::seenMicros).containsExactly(OptionalLong.of(40), OptionalLong.of(700));
        assertThat(findings.flips()).extracting(Flip::toldMicros).containsExactly(100L, 100L);
    }

    @Test void hasNoFlipTimeWhenTheNewReleaseNeverAnswered() {
        var findings = Findings.of(List.of(get(1200, 1300, "r1")), SWITCHES);

        assertThat(findings.flips()).extracting(Flip::seenMicros).containsOnly(OptionalLong.empty());
        assertThat(findings.stale()).hasSize(1);
    }

    @Test void takesTheSmallestValueThatEnoughDoNotExceed() {
        assertThat(Count.percentile(new long[] {4, 1, 3, 2}, 50)).hasValue(2);
        assertThat(Count.percentile(new long[] {4, 1, 3, 2}, 99)).hasValue(4);
        assertThat(Count.percentile(new long[] {}, 99)).isEmpty();
    }

    private static boolean stale(Exchange exchange) {
        return new Timeline(SWITCHES).isStale(exchange);
    }

    private static Exchange get(long sent, long done, String release) {
        return new Exchange(0, Kind.GET, sent, sent, done, 200, release, Outcome.OK, "");
    }

    private static Exchange closed(long done, String release) {
        return new Exchange(0, Kind.FRAME, done, done, done, 0, release, Outcome.CLOSED, "closed between two frames");
    }
}
