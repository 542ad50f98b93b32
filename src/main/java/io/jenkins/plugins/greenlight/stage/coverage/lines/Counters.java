package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.EnumMap;
import java.util.Map;

/** A ratio for each metric. */
public final class Counters {
    private final Map<Metric, Ratio> ratios = new EnumMap<>(Metric.class);

    /** A ratio of nothing counts as none. */
    public void add(Metric metric, Ratio ratio) {
        if (!ratio.isEmpty()) {
            ratios.merge(metric, ratio, Ratio::plus);
        }
    }

    public void addAll(Counters other) {
        other.ratios.forEach(this::add);
    }

    /** {@link Ratio#NOTHING} when nothing was added. */
    public Ratio get(Metric metric) {
        return ratios.getOrDefault(metric, Ratio.NOTHING);
    }

    /** These, and for each metric without one that of the other. */
    public Counters orElse(Counters other) {
        var both = new Counters();
        both.ratios.putAll(other.ratios);
        both.ratios.putAll(ratios);
        return both;
    }

    public boolean isEmpty() {
        return ratios.isEmpty();
    }
}
