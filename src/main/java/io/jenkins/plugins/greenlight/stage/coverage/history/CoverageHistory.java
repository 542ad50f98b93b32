package io.jenkins.plugins.greenlight.stage.coverage.history;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What good runs measured, as it is kept for the runs to come.
 *
 * @param runs     oldest first, at least one, at most {@value #MOST_RUNS}; the last is the baseline
 * @param packages of the last run
 */
public record CoverageHistory(String app, List<MeasuredRun> runs, Map<String, Counters> packages) {
    public static final int MOST_RUNS = 50;
    static final int MOST_PACKAGES = 2000;

    public CoverageHistory {
        runs = List.copyOf(runs);
        packages = Collections.unmodifiableMap(new TreeMap<>(packages));
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A history without a run. Expected one at least.");
        }
    }

    public static CoverageHistory of(String app, MeasuredRun first, Map<String, Counters> packages) {
        return new CoverageHistory(app, List.of(first), few(packages));
    }

    public MeasuredRun baseline() {
        return runs.get(runs.size() - 1);
    }

    /** With one run more. One of the same commit takes the place of the earlier: whoever runs again pushes nothing out. */
    public CoverageHistory with(MeasuredRun run, Map<String, Counters> itsPackages) {
        var all = new ArrayList<>(runs);
        all.removeIf(earlier -> !run.commit().isEmpty() && earlier.commit().equals(run.commit()));
        all.add(run);
        return new CoverageHistory(app, all.subList(Math.max(0, all.size() - MOST_RUNS), all.size()), few(itsPackages));
    }

    /** The last ones, oldest first. */
    public List<MeasuredRun> last(int count) {
        return runs.subList(Math.max(0, runs.size() - count), runs.size());
    }

    private static Map<String, Counters> few(Map<String, Counters> packages) {
        var kept = new TreeMap<String, Counters>();
        packages.entrySet().stream().limit(MOST_PACKAGES).forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }
}
