package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the tests reached, over all reports: each line of each file once. Does not change. */
public final class LineCoverage {
    private final Map<String, SourceLines> files;
    private final Counters totals;
    private final Map<String, Counters> packages;
    private final boolean complete;

    LineCoverage(Map<String, SourceLines> files, Counters totals, Map<String, Counters> packages, boolean complete) {
        this.files = files;
        this.totals = totals;
        this.packages = packages;
        this.complete = complete;
    }

    /** In order of their paths. */
    public Collection<SourceLines> files() {
        return Collections.unmodifiableCollection(files.values());
    }

    /** Whether every report lists its lines. What others say is in no file, but in
     *  {@link #totals()} and {@link #packages()}. */
    public boolean isByLine() {
        return complete;
    }

    /** What was not recorded is {@link Ratio#NOTHING}. */
    public Counters totals() {
        return totals;
    }

    /** By name, in order: what {@link SourceName#packageName()} says. */
    public Map<String, Counters> packages() {
        return Collections.unmodifiableMap(packages);
    }

    /** Only these files, added up from their lines, methods and classes. Sums without lines stay out: see {@link #isByLine()}. */
    public LineCoverage only(Predicate<SourceLines> wanted) {
        var kept = new TreeMap<String, SourceLines>();
        files.forEach((key, file) -> {
            if (wanted.test(file)) {
                kept.put(key, file);
            }
        });
        return of(kept, complete);
    }

    static LineCoverage of(Map<String, SourceLines> files, boolean complete) {
        var totals = new Counters();
        var packages = new TreeMap<String, Counters>();
        for (var file : files.values()) {
            var counters = file.counters();
            totals.addAll(counters);
            packages.computeIfAbsent(file.name().packageName(), name -> new Counters()).addAll(counters);
        }
        return new LineCoverage(files, totals, packages, complete);
    }
}
