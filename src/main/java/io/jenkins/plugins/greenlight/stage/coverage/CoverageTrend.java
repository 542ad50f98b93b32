package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.StageReport.Point;
import io.jenkins.plugins.greenlight.stage.StageReport.Series;
import io.jenkins.plugins.greenlight.stage.StageReport.X;
import io.jenkins.plugins.greenlight.stage.coverage.history.CoverageHistory;
import io.jenkins.plugins.greenlight.stage.coverage.history.MeasuredRun;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.util.ArrayList;
import java.util.List;

/** Lines and branches over the runs that were kept and this one; nothing when there was none before. */
final class CoverageTrend {
    private CoverageTrend() { }

    static List<Series> of(CoverageFacts facts) {
        var before = facts.history().flatMap(FoundHistory::history).map(CoverageHistory::runs).orElse(List.of());
        if (before.isEmpty() || !facts.isKnown()) {
            return List.of();
        }
        var runs = new ArrayList<>(before);
        runs.add(facts.run());
        return List.of(Metric.LINE, Metric.BRANCH).stream().map(metric -> new Series("Coverage of the last runs", metric.measure(),
                Unit.PERCENT.symbol(), X.RUNS, points(runs, metric))).filter(series -> !series.points().isEmpty()).toList();
    }

    /** The last is this run: 0; the one before it is -1. */
    private static List<Point> points(List<MeasuredRun> runs, Metric metric) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < runs.size(); i++) {
            int back = i + 1 - runs.size();
            runs.get(i).totals().get(metric).percent().ifPresent(percent -> points.add(new Point(back, percent)));
        }
        return points;
    }
}
