package io.jenkins.plugins.greenlight.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One threshold, e.g. {@code line >= 80%}, {@code p95 < 200 ms}, {@code delta.line >= -0.5 pp}, {@code critical == 0}.
 *
 * @param text     as written
 * @param spelling the unit as written, e.g. {@code s}; empty for none
 */
public record Expectation(String text, String measure, Comparison comparison, double limit, String spelling) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*([a-z][A-Za-z0-9.]*)\\s*(<=|>=|==|<|>)\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*(\\S*)\\s*");

    /** How a figure is held against its limit. */
    public enum Comparison {
        AT_LEAST(">="), AT_MOST("<="), ABOVE(">"), BELOW("<"), EQUAL("==");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case AT_LEAST -> value >= limit;
                case AT_MOST -> value <= limit;
                case ABOVE -> value > limit;
                case BELOW -> value < limit;
                case EQUAL -> value == limit;
            };
        }

        /** Whether every value that holds against the limit holds against the floor too. */
        boolean holdsAllOf(double limit, Comparison floorComparison, double floor) {
            return switch (floorComparison) {
                case AT_LEAST -> isLowerBound() && limit >= floor;
                case ABOVE -> isLowerBound() && (this == ABOVE ? limit >= floor : limit > floor);
                case AT_MOST -> isUpperBound() && limit <= floor;
                case BELOW -> isUpperBound() && (this == BELOW ? limit <= floor : limit < floor);
                case EQUAL -> this == EQUAL && limit == floor;
            };
        }

        private boolean isLowerBound() {
            return this == AT_LEAST || this == ABOVE || this == EQUAL;
        }

        private boolean isUpperBound() {
            return this == AT_MOST || this == BELOW || this == EQUAL;
        }

        static Comparison of(String sign) {
            return Arrays.stream(values()).filter(c -> c.sign.equals(sign)).findFirst().orElseThrow();
        }
    }

    /** @throws IllegalArgumentException naming the text and the form expected */
    public static Expectation parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a threshold. Expected MEASURE SIGN NUMBER UNIT with one of"
                    + " < <= > >= ==, for example \"line >= 80%\", \"p95 < 200 ms\" or \"critical == 0\".");
        }
        String unit = match.group(4);
        if (!Unit.isSpelling(unit)) {
            throw new IllegalArgumentException("\"" + text + "\" has the unknown unit \"" + unit
                    + "\". Expected one of " + allSpellings() + ", or none for a count.");
        }
        return new Expectation(text.strip(), match.group(1), Comparison.of(match.group(2)),
                Double.parseDouble(match.group(3)), unit);
    }

    /** What is wrong with this threshold for a stage with these measures: a sentence, or empty. */
    public Optional<String> problem(Vocabulary vocabulary) {
        var unit = vocabulary.measures().get(measure);
        if (unit == null) {
            return Optional.of("\"" + text + "\" names the unknown measure \"" + measure + "\"."
                    + Suggestion.sentence(measure, vocabulary.measures().keySet()) + " Expected one of "
                    + String.join(", ", vocabulary.measures().keySet()) + ".");
        }
        if (unit.factor(spelling).isEmpty()) {
            return Optional.of("\"" + text + "\" has " + (spelling.isEmpty() ? "no unit" : "the unit \"" + spelling + "\"")
                    + ", but " + measure + " is measured in " + name(unit) + ". Expected one of: " + unit.spellings() + ".");
        }
        return Optional.empty();
    }

    /**
     * Whether every figure that passes this one passes the floor.
     *
     * @param unit of the measure that both are about
     */
    public boolean isAtLeastAsStrictAs(Expectation floor, Unit unit) {
        return measure.equals(floor.measure) && comparison.holdsAllOf(wanted(unit), floor.comparison, floor.wanted(unit));
    }

    /** The limit in the unit itself. */
    private double wanted(Unit unit) {
        return limit * unit.factor(spelling).orElseThrow(() -> new IllegalStateException(
                problem(new Vocabulary(Map.of(measure, unit))).orElse(text)));
    }

    Check judge(Measures measures) {
        var found = measures.named(measure);
        if (found.isEmpty() || found.get().value().isEmpty()) {
            return Check.inconclusive(measure, "not measured", text,
                    "Nothing says how " + measure + " stands. See that the report it comes from is written and read.");
        }
        var unit = found.get().unit();
        double value = found.get().value().getAsDouble();
        double wanted = wanted(unit);
        String required = comparison.sign + " " + unit.format(wanted);
        return comparison.holds(value, wanted)
                ? Check.passed(measure, measured(unit, value, wanted), required)
                : Check.failed(measure, measured(unit, value, wanted), required, "Expected " + text + ".");
    }

    /** Two decimals, or all of them where two would make a missed limit look met. */
    private static String measured(Unit unit, double value, double wanted) {
        String shown = unit.format(value);
        return value != wanted && shown.equals(unit.format(wanted))
                ? String.format(Locale.ROOT, "%s %s", value, unit.symbol()).strip() : shown;
    }

    private static String name(Unit unit) {
        return unit.symbol().isEmpty() ? "a plain count" : unit.symbol();
    }

    private static String allSpellings() {
        return Arrays.stream(Unit.values()).map(Unit::symbol).filter(s -> !s.isEmpty()).collect(Collectors.joining(", "));
    }

    /** Every problem of a list of thresholds, in order. */
    static List<String> problems(List<Expectation> expectations, Vocabulary vocabulary) {
        return expectations.stream().map(e -> e.problem(vocabulary)).flatMap(Optional::stream).toList();
    }
}
