package io.jenkins.plugins.greenlight.stage;

import io.jenkins.plugins.greenlight.gate.Measures;
import java.time.Instant;
import java.util.List;

/**
 * What a stage has to show, as a small document: {@code report} draws every stage from it without knowing any.
 *
 * @param summary one sentence of fact
 */
public record StageReport(String summary, Measures measures, List<Table> tables, List<Tree> trees, List<Series> series,
                          List<Event> timeline) {
    public StageReport {
        tables = List.copyOf(tables);
        trees = List.copyOf(trees);
        series = List.copyOf(series);
        timeline = List.copyOf(timeline);
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

    /** A line to draw: y in {@code unit} over seconds from the start. */
    public record Series(String title, String unit, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    public record Point(double seconds, double value) { }

    public record Event(Instant at, String what) { }

    public static StageReport of(String summary, Measures measures) {
        return new StageReport(summary, measures, List.of(), List.of(), List.of(), List.of());
    }

    public StageReport with(Table... more) {
        return new StageReport(summary, measures, List.of(more), trees, series, timeline);
    }

    public StageReport with(Series... more) {
        return new StageReport(summary, measures, tables, trees, List.of(more), timeline);
    }

    public StageReport with(List<Event> events) {
        return new StageReport(summary, measures, tables, trees, series, events);
    }
}
