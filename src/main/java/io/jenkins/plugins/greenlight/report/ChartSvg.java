package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageReport.Point;
import io.jenkins.plugins.greenlight.stage.StageReport.Series;
import io.jenkins.plugins.greenlight.stage.StageReport.X;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lines on common axes. Words are placed in per cent of the drawing and never scaled, so that they are as large on a phone as
 * elsewhere; only the lines are stretched. Each line has a dash pattern of its own beside its colour.
 */
final class ChartSvg {
    private static final int SIDE = 1000;
    private static final int LINES = 4;
    private static final int UNIT_LENGTH = 8;
    /** Of the width: labels nearer than this would overlap on a phone. */
    private static final double APART = 0.17;

    private final Markup html;
    private final List<Series> lines;
    private final Axis x;
    private final Axis y;

    private ChartSvg(Markup html, List<Series> lines) {
        this.html = html;
        this.lines = lines;
        var all = lines.stream().flatMap(line -> line.points().stream()).toList();
        String unit = lines.get(0).unit();
        var short1 = unit.codePointCount(0, unit.length()) <= UNIT_LENGTH ? unit : "";
        y = Axis.values(Extent.of(all, Point::value).low(), Extent.of(all, Point::value).high(), short1);
        var over = Extent.of(all, Point::x);
        x = switch (lines.get(0).x()) {
            case SECONDS -> Axis.time(over.low(), over.high());
            case PERCENTILE -> Axis.percentiles(over.high());
            case RUNS -> Axis.runs(over.low(), over.high());
        };
    }

    /** A chart for every run of lines that share one. */
    static void drawAll(Markup html, List<Series> series) {
        for (int i = 0; i < series.size();) {
            var first = series.get(i);
            var shared = new ArrayList<Series>();
            while (i < series.size() && together(first, series.get(i))) {
                shared.add(series.get(i++));
            }
            draw(html, shared);
        }
    }

    private static boolean together(Series one, Series other) {
        return one.chart().equals(other.chart()) && one.unit().equals(other.unit()) && one.x() == other.x();
    }

    private static void draw(Markup html, List<Series> shared) {
        html.heading(Markup.Heading.DETAIL, shared.get(0).chart());
        var lines = shared.stream().map(ChartSvg::finite).toList();
        if (lines.stream().allMatch(line -> line.points().isEmpty())) {
            html.element("p", "No data.", "class", "quiet");
            return;
        }
        var chart = new ChartSvg(html, lines);
        html.element("figure", () -> {
            html.element("svg", chart::drawing, "class", "plot", "role", "img");
            html.element("figcaption", chart::caption);
        }, "class", "chart");
    }

    private static Series finite(Series line) {
        return new Series(line.chart(), line.title(), line.unit(), line.x(), line.points().stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.value())).toList());
    }

    private void drawing() {
        html.element("title", lines.get(0).chart());
        html.element("desc", lines.stream().map(line -> line.title() + ": " + range(line)).collect(Collectors.joining("; ")) + ". "
                + across());
        y.ticks().forEach(tick -> {
            String at = percent(1 - tick.part());
            html.element("line", "", "x1", "0", "x2", "100%", "y1", at, "y2", at, "class", "grid");
            html.element("text", tick.label(), "x", "0", "y", at, "dx", "-8", "dy", "4", "text-anchor", "end");
        });
        double last = -1;
        for (var tick : x.ticks()) {
            if (tick.part() - last >= APART || last < 0) {
                label(tick);
                last = tick.part();
            }
        }
        html.element("svg", () -> {
            for (int i = 0; i < lines.size(); i++) {
                html.element("polyline", "", "points", points(lines.get(i)), "class", "line line" + i % LINES);
            }
        }, "viewBox", "0 0 " + SIDE + " " + SIDE, "preserveAspectRatio", "none", "width", "100%", "height", "100%");
    }

    private void label(Axis.Tick tick) {
        html.element("line", "", "x1", percent(tick.part()), "x2", percent(tick.part()), "y1", "0", "y2", "100%", "class", "grid");
        html.element("text", tick.label(), "x", percent(tick.part()), "y", "100%", "dy", "18", "text-anchor",
                tick.part() > 0.9 ? "end" : tick.part() < 0.05 ? "start" : "middle");
    }

    /** One point is drawn as a dot: a line to itself, with round ends. */
    private String points(Series line) {
        Function<Point, String> place = point -> String.format(Locale.ROOT, "%.1f,%.1f", x.part(point.x()) * SIDE,
                SIDE - y.part(point.value()) * SIDE);
        String all = line.points().stream().map(place).collect(Collectors.joining(" "));
        return line.points().size() == 1 ? all + " " + all : all;
    }

    private void caption() {
        html.element("ul", () -> {
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                var key = "key line" + i % LINES;
                html.element("li", () -> html.element("span", "", "class", key).text(" ").element("strong", line.title())
                        .text(" " + range(line)));
            }
        }, "class", "legend");
        html.element("p", across());
    }

    private String across() {
        return switch (lines.get(0).x()) {
            case SECONDS -> "Over time from the start.";
            case PERCENTILE -> "Over the share of all that was at most so much; each further nine has the same room.";
            case RUNS -> "Over the runs before this one, which is 0.";
        };
    }

    private static String range(Series line) {
        if (line.points().isEmpty()) {
            return "no data";
        }
        var values = Extent.of(line.points(), Point::value);
        String low = Axis.rough(values.low(), line.unit());
        String high = Axis.rough(values.high(), line.unit());
        return (low.equals(high) ? high : low + " to " + high)
                + (line.x() == X.SECONDS ? " within " + Axis.rough(Extent.of(line.points(), Point::x).high(), "s") : "");
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", part * 100);
    }
}
