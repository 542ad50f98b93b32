package io.jenkins.plugins.greenlight.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Where values lie between the two ends of an axis, and the round ones to write beside it. */
final class Axis {
    /** Nothing that is measured is more; sums of greater ones would not be finite. */
    private static final double MOST = 1e15;
    /** What differs by less is the same. */
    private static final double LEAST = 1e-9;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final double[] PERCENTS = {50, 90, 99, 99.9, 99.99, 99.999};
    private static final int PARTS = 4;
    private static final double LONG_SECONDS = 300;

    private final DoubleUnaryOperator place;
    private final List<Tick> ticks;

    private Axis(DoubleUnaryOperator place, List<Tick> ticks) {
        this.place = place;
        this.ticks = ticks;
    }

    /** @param part 0 to 1 of the axis */
    record Tick(double part, String label) { }

    /** From zero, or the round value below the lowest, to a round value that is at least the highest. */
    static Axis values(double lowest, double highest, String unit) {
        double low = Math.min(0, bounded(lowest));
        double high = bounded(highest) - low > LEAST ? bounded(highest) : low + 1;
        double step = step(high - low);
        double from = Math.floor(low / step + 1e-9) * step;
        double to = Math.ceil(high / step - 1e-9) * step;
        return linear(from, to, step, 1, unit);
    }

    /** Seconds, or minutes where they are many; from the first to the last. */
    static Axis time(double first, double last) {
        double from = bounded(first);
        double to = bounded(last) - from > LEAST ? bounded(last) : from + 1;
        double unit = to - from > LONG_SECONDS ? 60 : 1;
        return linear(from, to, step((to - from) / unit) * unit, unit, unit == 1 ? "s" : "min");
    }

    /** Whole runs, from the first to the last. */
    static Axis runs(double first, double last) {
        double from = bounded(first);
        double to = bounded(last) - from > LEAST ? bounded(last) : from + 1;
        return linear(from, to, Math.max(1, Math.ceil(step(to - from))), 1, "");
    }

    /** Each further nine takes as much room as the one before. */
    static Axis percentiles(double last) {
        double end = nines(Math.max(last, 90));
        return new Axis(percent -> nines(percent) / end, DoubleStream.of(PERCENTS).filter(percent -> nines(percent) <= end)
                .mapToObj(percent -> new Tick(nines(percent) / end, figure(percent) + " %")).toList());
    }

    /** 0 to 1 */
    double part(double value) {
        return Math.max(0, Math.min(1, place.applyAsDouble(bounded(value))));
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** With its unit: three digits that count, or all before the point, without an exponent. */
    static String rough(double value, String unit) {
        return with(Math.abs(value) >= 1000 ? figure(Math.rint(value)) : figure(value, 3), unit);
    }

    private static String with(String figure, String unit) {
        return unit.isEmpty() || unit.startsWith("/") ? figure + unit : figure + " " + unit;
    }

    private static String figure(double value) {
        return figure(value, 15);
    }

    private static String figure(double value, int digits) {
        var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static Axis linear(double from, double to, double step, double unit, String word) {
        var ticks = new ArrayList<Tick>();
        double first = Math.ceil(from / step - 1e-9);
        for (int i = 0; i <= 2 * PARTS && (first + i) * step <= to + step * 1e-9; i++) {
            double value = (first + i) * step;
            ticks.add(new Tick((value - from) / (to - from), with(figure(value / unit, 6), word)));
        }
        return new Axis(value -> (value - from) / (to - from), ticks);
    }

    /** A round part of the whole, so that about four make it up. */
    private static double step(double whole) {
        double raw = whole / PARTS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        return DoubleStream.of(ROUND).map(round -> round * power).filter(step -> step >= raw * (1 - 1e-9)).findFirst().orElse(10 * power);
    }

    private static double nines(double percent) {
        return Math.log10(100 / (100 - Math.max(0, Math.min(99.9999, percent))));
    }

    private static double bounded(double value) {
        return Math.max(-MOST, Math.min(MOST, value));
    }
}
