package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.Arrays;

/** An open element with the counters that stand in it and in what it holds; used again for the next one of its depth. */
final class JacocoElement {
    private static final int METRICS = Metric.values().length;

    String kind;
    String name;
    String group;
    private final Sums own = new Sums();
    private final Sums parts = new Sums();
    private final Sums files = new Sums();
    private final Sums all = new Sums();

    private static final class Sums {
        private final long[] missed = new long[METRICS];
        private final long[] covered = new long[METRICS];
        private boolean used;

        void clear() {
            if (used) {
                Arrays.fill(missed, 0);
                Arrays.fill(covered, 0);
                used = false;
            }
        }

        void add(int metric, long missedOnes, long coveredOnes) {
            missed[metric] += missedOnes;
            covered[metric] += coveredOnes;
            used = true;
        }

        boolean knows(int metric) {
            return missed[metric] + covered[metric] > 0;
        }
    }

    void open(String kindOfElement, String called, String inGroup) {
        kind = kindOfElement;
        name = called;
        group = inGroup;
        own.clear();
        parts.clear();
        files.clear();
    }

    void counter(Metric metric, long missed, long covered) {
        own.add(metric.ordinal(), missed, covered);
    }

    /** For each metric its own counters, else those of its classes, else of its source files, which count the same again. */
    private Sums all() {
        all.clear();
        for (int metric = 0; metric < METRICS; metric++) {
            var best = own.knows(metric) ? own : parts.knows(metric) ? parts : files;
            if (best.used) {
                all.add(metric, best.missed[metric], best.covered[metric]);
            }
        }
        return all;
    }

    void addTo(JacocoElement holder) {
        var sums = all();
        for (int metric = 0; metric < METRICS && sums.used; metric++) {
            (kind.equals("sourcefile") ? holder.files : holder.parts).add(metric, sums.missed[metric], sums.covered[metric]);
        }
    }

    boolean counts(Metric metric) {
        return all().knows(metric.ordinal());
    }

    boolean covers(Metric metric) {
        return all().covered[metric.ordinal()] > 0;
    }

    Counters counters() {
        var sums = all();
        var counters = new Counters();
        for (var metric : Metric.values()) {
            counters.add(metric, Ratio.ofMissed(sums.missed[metric.ordinal()], sums.covered[metric.ordinal()]));
        }
        return counters;
    }
}
