package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which reported files patterns mean. */
final class PathMatch {
    private static final int NAMED = 5;

    private final SourcePaths paths;
    private final Doubts doubts;

    PathMatch(SourcePaths paths, Doubts doubts) {
        this.paths = paths;
        this.doubts = doubts;
    }

    /** Of several files of which nobody knows which it is, all or none have to match; otherwise none does, and there is a doubt.
     *  @param key that asks */
    boolean matches(SourceLines file, Predicate<String> wanted, String key) {
        var places = paths.of(file);
        if (places.size() > 1 && places.stream().map(wanted::test).distinct().count() > 1) {
            doubts.add(Check.inconclusive(key, "the report's " + file.path() + " may be "
                    + String.join(" or ", places.stream().limit(NAMED).toList()) + ", of which not all match",
                    "a name that tells files apart", "Give reports that name the modules by their folders."));
            return false;
        }
        return wanted.test(places.isEmpty() ? paths.shown(file) : places.get(0));
    }

    /** What is left, when each file that a pattern matches is out. */
    record Left(LineCoverage coverage, List<Excluded> excluded) { }

    Left without(LineCoverage all, List<Glob> patterns) {
        var out = new HashSet<SourceLines>();
        var files = new HashMap<Glob, Long>();
        Map<Glob, Counters> counters = new HashMap<>();
        for (var file : patterns.isEmpty() ? List.<SourceLines>of() : all.files()) {
            patterns.stream().filter(glob -> matches(file, glob::matches, "exclude")).findFirst().ifPresent(glob -> {
                out.add(file);
                files.merge(glob, 1L, Long::sum);
                counters.computeIfAbsent(glob, one -> new Counters()).addAll(file.counters());
            });
        }
        return new Left(out.isEmpty() ? all : all.only(file -> !out.contains(file)), patterns.stream().distinct().map(glob ->
                new Excluded(glob, files.getOrDefault(glob, 0L), counters.getOrDefault(glob, new Counters()))).toList());
    }
}
