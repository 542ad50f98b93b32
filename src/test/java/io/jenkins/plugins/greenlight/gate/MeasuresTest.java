package io.jenkins.plugins.greenlight.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuresTest {
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoNumber(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Measure.of("line", Unit.PERCENT, value))
                .withMessageContaining("line").withMessageContaining("Measure.missing");
    }

    @Test void saysNotMeasuredForWhatIsMissing() {
        assertThat(Measure.missing("line", Unit.PERCENT).text()).isEqualTo("not measured");
        assertThat(Measure.count("critical", 0).text()).isEqualTo("0");
    }

    @Test void refusesTwoMeasuresOfOneName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Measures.of(Measure.count("a", 1), Measure.count("a", 2)))
                .withMessageContaining("[a, a]");
    }

    @Test void findsByNameAndHasNothingWhenEmpty() {
        assertThat(Measures.of(Measure.count("a", 1)).named("a")).contains(Measure.count("a", 1));
        assertThat(Measures.none().named("a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COUNT, 3, 3", "COUNT, 2.5, 2.50", "PERCENT, 79, 79.00 %", "PERCENTAGE_POINTS, -0.5, -0.50 pp",
            "MILLIS, 200, 200.00 ms",
        "PER_SECOND, 12.345, 12.35/s", "MEBIBYTES, 1, 1.00 MiB", "SCORE, 9.84, 9.8"})
    void formatsAValueWithItsUnit(Unit unit, double value, String text) {
        assertThat(unit.format(value)).isEqualTo(text);
    }

    @Test void knowsTheFactorOfEachSpelling() {
        assertThat(Unit.MEBIBYTES.factor("GiB")).contains(1024d);
        assertThat(Unit.PER_SECOND.factor("/min")).contains(1d / 60);
        assertThat(Unit.PERCENT.factor("ms")).isEmpty();
        assertThat(Unit.SCORE.spellings()).isEqualTo("no unit, score");
    }

    @Test void suggestsAcrossCaseAndSwappedLetters() {
        var known = List.of("critical", "medium", "low");

        assertThat(Suggestion.nearest("CRITICAL", known)).contains("critical");
        assertThat(Suggestion.nearest("meduim", known)).contains("medium");
        assertThat(Suggestion.nearest("lo", known)).contains("low");
        assertThat(Suggestion.nearest("throughput", known)).isEmpty();
        assertThat(Suggestion.nearest("low", List.of())).isEmpty();
        assertThat(Suggestion.distance("meduim", "medium")).isEqualTo(1);
        assertThat(Suggestion.distance("", "low")).isEqualTo(3);
    }
}
