package io.jenkins.plugins.greenlight.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
    private static final Vocabulary VOCABULARY = Vocabulary.of("line", Unit.PERCENT, "p95", Unit.MILLIS, "critical", Unit.COUNT,
            "throughput", Unit.PER_SECOND, "delta.line", Unit.PERCENTAGE_POINTS);

    @ParameterizedTest
    @CsvSource({
        "line >= 80%, 80, PASSED", "line >= 80%, 79.999999, FAILED", "line > 80%, 80, FAILED", "line > 80%, 80.000001, PASSED",
        "line <= 80%, 80, PASSED", "line <= 80%, 80.000001, FAILED", "line < 80%, 80, FAILED", "line < 80%, 79.999999, PASSED",
        "line == 80%, 80, PASSED", "line == 80%, 80.000001, FAILED",
    })
    void decidesAtTheLimitAndJustPastIt(String text, double value, Outcome expected) {
        var check = Expectation.parse(text).judge(Measures.of(Measure.of("line", Unit.PERCENT, value)));

        assertThat(check.outcome()).isEqualTo(expected);
    }

    @Test void isInconclusiveForAMeasureThatNobodyPublishes() {
        var check = Expectation.parse("line >= 80%").judge(Measures.none());

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("not measured");
        assertThat(check.advice()).contains("line");
    }

    @Test void isInconclusiveForAMeasureWithoutAValueEvenWhenZeroWouldPass() {
        var check = Expectation.parse("critical == 0").judge(Measures.of(Measure.missing("critical", Unit.COUNT)));

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void showsWhatWasMeasuredAndRequiredWithUnits() {
        var check = Expectation.parse("line >= 80%").judge(Measures.of(Measure.of("line", Unit.PERCENT, 79)));

        assertThat(check).isEqualTo(Check.failed("line", "79.00 %", ">= 80.00 %", "Expected line >= 80%."));
    }

    @Test void showsAllDigitsWhereTwoWouldMakeAMissedLimitLookMet() {
        var check = Expectation.parse("line >= 80%").judge(Measures.of(Measure.of("line", Unit.PERCENT, 79.999)));

        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.measured()).isEqualTo("79.999 %");
    }

    @ParameterizedTest
    @CsvSource({"p95 <= 0.2 s, 200", "p95 <= 200ms, 200", "p95 <= 200000 us, 200", "p95 <= 1 min, 60000"})
    void convertsUnitsBeforeComparing(String text, double atTheLimit) {
        var expectation = Expectation.parse(text);

        assertThat(expectation.judge(Measures.of(Measure.of("p95", Unit.MILLIS, atTheLimit))).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(expectation.judge(Measures.of(Measure.of("p95", Unit.MILLIS, atTheLimit + 1))).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test void showsAConvertedLimitInTheMeasuresOwnUnit() {
        var check = Expectation.parse("p95 < 0.2 s").judge(Measures.of(Measure.of("p95", Unit.MILLIS, 150)));

        assertThat(check.required()).isEqualTo("< 200.00 ms");
    }

    @Test void acceptsNegativeLimits() {
        var expectation = Expectation.parse("delta.line >= -0.5 pp");

        assertThat(expectation.limit()).isEqualTo(-0.5);
        assertThat(expectation.problem(VOCABULARY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "line", "line >= ", "line => 80%", "line = 80%", ">= 80%", "line >= eighty", "line >= 80% or so",
        "Line >= 80%", "line >= NaN", "line != 0"})
    void refusesWhatIsNoThresholdAndShowsTheForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expectation.parse(text))
                .withMessageContaining("\"" + text + "\"").withMessageContaining("for example \"line >= 80%\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line >= 80,5%", "line >= 1e3"})
    void readsNoNumberHalfway(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expectation.parse(text)).withMessageContaining("unknown unit");
    }

    @Test void refusesAUnitThatNobodyKnowsAndListsThoseThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> Expectation.parse("p95 < 200 parsecs"))
                .withMessageContaining("\"parsecs\"").withMessageContaining("ms").withMessageContaining("%");
    }

    @Test void suggestsTheMeasureThatAMisspelledOneMeant() {
        var problem = Expectation.parse("critcal == 0").problem(VOCABULARY);

        assertThat(problem).hasValueSatisfying(sentence -> assertThat(sentence).contains("\"critcal\"")
                .contains("Did you mean \"critical\"?").contains("line, p95, critical, throughput, delta.line"));
    }

    @Test void suggestsNothingForAMeasureUnlikeAnyOther() {
        var problem = Expectation.parse("zzzzzzzzz == 0").problem(VOCABULARY);

        assertThat(problem).hasValueSatisfying(sentence -> assertThat(sentence).doesNotContain("Did you mean"));
    }

    @Test void listsTheValidUnitsForAWrongOne() {
        var problem = Expectation.parse("p95 < 200 %").problem(VOCABULARY);

        assertThat(problem).hasValueSatisfying(sentence -> assertThat(sentence).contains("the unit \"%\"")
                .contains("min, ms, s, us"));
    }

    @Test void wantsAUnitWhereTheMeasureHasOne() {
        var problem = Expectation.parse("line >= 80").problem(VOCABULARY);

        assertThat(problem).hasValueSatisfying(sentence -> assertThat(sentence).contains("no unit")
                .contains("Expected one of: %"));
    }

    @Test void wantsNoUnitForACount() {
        var problem = Expectation.parse("critical == 0 ms").problem(VOCABULARY);

        assertThat(problem).hasValueSatisfying(sentence -> assertThat(sentence).contains("a plain count").contains("no unit"));
    }

    @Test void listsTheProblemsOfAllThresholdsInOrder() {
        var expectations = Expectations.parse("p95 < 1 %", "line >= 80%", "lines >= 80%");

        assertThat(expectations.problems(VOCABULARY)).hasSize(2).first().asString().startsWith("\"p95 < 1 %\"");
    }

    @Test void judgesAllThresholdsAndIsInconclusiveWithNone() {
        var measures = Measures.of(Measure.of("line", Unit.PERCENT, 80), Measure.count("critical", 1));

        assertThat(Expectations.parse("line >= 80%", "critical == 0").judge(measures).checks()).extracting(Check::outcome)
                .containsExactly(Outcome.PASSED, Outcome.FAILED);
        assertThat(Expectations.parse().judge(measures).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }
}
