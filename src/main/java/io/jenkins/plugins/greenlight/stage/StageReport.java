package io.jenkins.plugins.greenlight.stage;

import io.jenkins.plugins.greenlight.gate.Measures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stage has to show, as a small document: {@code report} draws every stage from it without knowing any.
 *
 * @param summary one sentence of fact
 * @param bands   all over the same time; the first is also told in words, the others' moments stand in the timeline
 */
public record StageReport(String summary, Measures measures, List<Table> tables, List<Tree> trees, List<Series> series,
                          List<Event> timeline, List<Band> bands) {
    public StageReport {
        tables = List.copyOf(tables);
        trees = List.copyOf(trees);
        series = List.copyOf(series);
        timeline = List.copyOf(timeline);
        bands = List.copyOf(bands);
    }

    /** @param rows each as long as {@code columns} */
    public record Table(String title, List<String> columns, List<List<String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** @param detail shown beside the label; may be empty */
    public record Tree(String label, String detail, List<Tree> children) {
        public Tree {
            children = List.copyOf(children);
        }
    }

    /**
     * A line to draw.
     *
     * @param chart  lines that follow one another with the same chart, unit and x share its axes
     * @param title  of this line
     * @param unit   of y
     */
    public record Series(String chart, String title, String unit, X x, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }

        /** Alone in its chart, over time. */
        public Series(String title, String unit, List<Point> points) {
            this(title, title, unit, X.SECONDS, points);
        }
    }

    /** What a line goes over: seconds from the start, the percentage of all that is at most y, below 100, or runs back from this
     *  one, which is 0; the one before it is -1. */
    public enum X { SECONDS, PERCENTILE, RUNS }

    /** @param x see {@link X} */
    public record Point(double x, double value) { }

    /** What was the case from when to when. */
    public record Band(String title, List<Stretch> stretches) {
        public Band {
            stretches = List.copyOf(stretches);
        }
    }

    /** @param from  empty: already before all that is told
     *  @param until empty: still after it */
    public record Stretch(Optional<Instant> from, Optional<Instant> until, String label, Tone tone) { }

    /** BEFORE and AFTER: what a deployment replaces, and what by; MOVING: on the way from one to the other. */
    public enum Tone { PLAIN, BEFORE, AFTER, MOVING, GOOD, WARN, BAD, UNSURE }

    public record Event(Instant at, String what) { }

    public static StageReport of(String summary, Measures measures) {
        return new StageReport(summary, measures, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public StageReport with(Table... more) {
        return new StageReport(summary, measures, List.of(more), trees, series, timeline, bands);
    }

    public StageReport with(Series... more) {
        return new StageReport(summary, measures, tables, trees, List.of(more), timeline, bands);
    }

    public StageReport with(List<Event> events) {
        return new StageReport(summary, measures, tables, trees, series, events, bands);
    }

    /** A band of nothing is left out. */
    public StageReport with(Band... more) {
        return new StageReport(summary, measures, tables, trees, series, timeline,
                Stream.of(more).filter(band -> !band.stretches().isEmpty()).toList());
    }
}
