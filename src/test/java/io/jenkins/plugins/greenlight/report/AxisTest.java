package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0|200|ms|0 ms, 50 ms, 100 ms, 150 ms, 200 ms", "0|201|ms|0 ms, 100 ms, 200 ms, 300 ms", "3|9.5|/s|0/s, 2.5/s, 5/s, 7.5/s, 10/s",
        "-1|1|pp|-1 pp, -0.5 pp, 0 pp, 0.5 pp, 1 pp", "0|0|%|0 %, 0.25 %, 0.5 %, 0.75 %, 1 %", "0|0.00001|ms|0 ms, 0.0000025 ms, 0.000005 ms, 0.0000075 ms, 0.00001 ms",
        "0|1234567|ms|0 ms, 500000 ms, 1000000 ms, 1500000 ms"})
    void writesRoundValuesFromZeroToAtLeastTheHighest(double low, double high, String unit, String labels) {
        assertThat(Axis.values(low, high, unit).ticks()).extracting(Axis.Tick::label).containsExactly(labels.split(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|4|0 s, 1 s, 2 s, 3 s, 4 s", "0|59|0 s, 20 s, 40 s", "0|300|0 s, 100 s, 200 s, 300 s",
        "0|3600|0 min, 20 min, 40 min, 60 min", "7|7|7 s, 7.25 s, 7.5 s, 7.75 s, 8 s"})
    void writesMinutesWhereSecondsAreMany(double first, double last, String labels) {
        assertThat(Axis.time(first, last).ticks()).extracting(Axis.Tick::label).containsExactly(labels.split(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-1|0|-1, 0", "-4|0|-4, -3, -2, -1, 0", "-50|0|-40, -20, 0", "0|0|0, 1"})
    void countsRunsInWholeOnes(double first, double last, String labels) {
        assertThat(Axis.runs(first, last).ticks()).extracting(Axis.Tick::label).containsExactly(labels.split(", "));
    }

    @Test void givesEachNineTheSameRoom() {
        var axis = Axis.percentiles(99.9);

        assertThat(axis.part(90)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(axis.part(99)).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(axis.part(0)).isZero();
        assertThat(axis.ticks()).extracting(Axis.Tick::label).containsExactly("50 %", "90 %", "99 %", "99.9 %");
    }

    @Test void bearsWhatNobodyMeasured() {
        for (double huge : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE}) {
            assertThat(Axis.values(-huge, huge, "").ticks()).hasSizeBetween(2, 9).allMatch(tick -> tick.part() >= 0 && tick.part() <= 1.0001);
            assertThat(Axis.time(-huge, huge).part(huge)).isBetween(0.0, 1.0);
            assertThat(Axis.percentiles(huge).part(huge)).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.2849,0.285 ms", "12.345,12.3 ms", "1234.4,1234 ms", "0,0 ms", "-0.5,-0.5 ms"})
    void roundsWhatIsReadBesideALine(double value, String text) {
        assertThat(Axis.rough(value, "ms")).isEqualTo(text);
    }
}
