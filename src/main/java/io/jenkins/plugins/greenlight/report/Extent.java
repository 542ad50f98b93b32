package io.jenkins.plugins.greenlight.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The lowest and the highest of some figures; 0 and 0 of none. */
record Extent(double low, double high) {
    static <T> Extent of(List<T> all, ToDoubleFunction<T> figure) {
        var figures = all.stream().mapToDouble(figure).summaryStatistics();
        return figures.getCount() == 0 ? new Extent(0, 0) : new Extent(figures.getMin(), figures.getMax());
    }
}
