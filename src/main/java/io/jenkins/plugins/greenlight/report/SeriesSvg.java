package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.StageReport.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A line over time, from zero (or the lowest value below it) to the highest. */
final class SeriesSvg {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 120;

    private SeriesSvg() { }

    static void draw(Markup html, StageReport.Series series) {
        var points = series.points().stream()
                .filter(point -> Double.isFinite(point.seconds()) && Double.isFinite(point.value())).toList();
        html.heading(Markup.Heading.DETAIL, series.title());
        if (points.isEmpty()) {
            html.element("p", "No data.", "class", "quiet");
            return;
        }
        double top = highest(points, Point::value);
        double bottom = Math.min(0, lowest(points, Point::value));
        String range = figure(lowest(points, Point::value)) + " to " + figure(top) + " " + series.unit() + " over "
                + figure(highest(points, Point::seconds)) + " s";
        html.element("figure", () -> {
            html.element("svg", () -> html.element("polyline", "", "points", line(points, bottom, top)),
                    "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "preserveAspectRatio", "none", "role", "img",
                    "aria-label", series.title() + ": " + range);
            html.element("figcaption", range);
        });
    }

    private static String line(List<Point> points, double bottom, double top) {
        double first = lowest(points, Point::seconds);
        double span = highest(points, Point::seconds) - first;
        return points.stream().map(point -> String.format(Locale.ROOT, "%.1f,%.1f",
                part(point.seconds() - first, span) * WIDTH,
                HEIGHT - part(point.value() - bottom, top - bottom) * HEIGHT)).collect(Collectors.joining(" "));
    }

    private static double part(double value, double whole) {
        return whole > 0 ? value / whole : 0;
    }

    private static double highest(List<Point> points, ToDoubleFunction<Point> what) {
        return points.stream().mapToDouble(what).max().orElse(0);
    }

    private static double lowest(List<Point> points, ToDoubleFunction<Point> what) {
        return points.stream().mapToDouble(what).min().orElse(0);
    }

    private static String figure(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
