package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.coverage.history.CoverageHistory;
import io.jenkins.plugins.greenlight.stage.coverage.history.MeasuredRun;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a measure is no worse than it was.
 *
 * @param measured in percent; empty when it was not measured
 * @param mark     what it is held against, before the tolerance; empty when nothing says
 * @param source   where the mark comes from, in words
 * @param pending  whether the runs before should say, and cannot
 */
record RatchetCheck(Metric metric, OptionalDouble measured, OptionalDouble mark, String source, double tolerance, boolean pending) {
    static final String CHECK = "ratchet.";
    private static final double ROUNDING = 1e-9;

    /** @param pending whether a history is configured and not known */
    static RatchetCheck of(CoverageTerms.Ratchet ratchet, Metric metric, OptionalDouble measured, Optional<CoverageHistory> history,
                           boolean pending) {
        var best = history.flatMap(all -> all.last(ratchet.runs()).stream().filter(run -> !run.totals().get(metric).isEmpty())
                .max(Comparator.comparingDouble(run -> percent(run, metric))));
        var floor = Optional.ofNullable(ratchet.floor().get(metric));
        boolean floorCounts = floor.isPresent() && best.map(run -> percent(run, metric) < floor.get()).orElse(true);
        var source = floorCounts ? "the committed floor"
                : best.map(run -> "the best of the last " + ratchet.runs() + " runs, " + run.title()).orElse("");
        var mark = floorCounts ? OptionalDouble.of(floor.get())
                : best.map(run -> OptionalDouble.of(percent(run, metric))).orElse(OptionalDouble.empty());
        return new RatchetCheck(metric, measured, mark, source, ratchet.tolerance(), pending);
    }

    Check check() {
        var name = CHECK + metric.measure();
        if (measured.isEmpty()) {
            return Check.inconclusive(name, "not measured", required(), "Nothing says how " + metric.measure()
                    + " stands. See that the report it comes from is written and read.");
        }
        if (mark.isEmpty() || pending) {
            return Check.inconclusive(name, Unit.PERCENT.format(measured.getAsDouble()), "no less than in the runs before",
                    "No run before says what " + metric.measure() + " was. " + (pending ? "See the check of the baseline." : "Give it a \"floor\"."));
        }
        double least = mark.getAsDouble() - tolerance;
        return measured.getAsDouble() >= least - ROUNDING ? Check.passed(name, shown(least), required())
                : Check.failed(name, shown(least), required(), "Expected no step back. Test what the change left out; where less is right,"
                + " lower what is kept on purpose.");
    }

    /** Two decimals, or more where two would make a missed mark look met. */
    private String shown(double least) {
        var two = Unit.PERCENT.format(measured.getAsDouble());
        return two.equals(Unit.PERCENT.format(least)) && measured.getAsDouble() < least - ROUNDING
                ? String.format(Locale.ROOT, "%s %%", measured.getAsDouble()) : two;
    }

    String required() {
        return mark.isEmpty() ? "no less than in the runs before" : ">= " + Unit.PERCENT.format(mark.getAsDouble() - tolerance) + " ("
                + Unit.PERCENT.format(mark.getAsDouble()) + " is " + source + (tolerance == 0 ? ")" : "; tolerance "
                + Unit.PERCENTAGE_POINTS.format(tolerance) + ")");
    }

    private static double percent(MeasuredRun run, Metric metric) {
        return run.totals().get(metric).percent().orElse(0);
    }
}
