package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Distinct lines: what several reports say of one line counts once, as the best of them says. */
final class Lines {
    /** Where a line stands. @param scope tells files of one name apart; see {@link JacocoReader} */
    record File(String packageName, String name, String scope) { }

    private record Line(Ratio instructions, Ratio branches) {
        Line best(Line other) {
            return new Line(instructions.best(other.instructions), branches.best(other.branches));
        }
    }

    private final Map<File, Map<Integer, Line>> files = new HashMap<>();

    void add(File file, int number, Ratio instructions, Ratio branches) {
        files.computeIfAbsent(file, f -> new HashMap<>()).merge(number, new Line(instructions, branches), Line::best);
    }

    void addAll(Lines other) {
        other.files.forEach((file, lines) -> lines.forEach((number, line) ->
                add(file, number, line.instructions, line.branches)));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    Counters total() {
        var total = new Counters();
        packages().values().forEach(total::addAll);
        return total;
    }

    /** Lines, branches and instructions of each package, by name. */
    Map<String, Counters> packages() {
        var packages = new TreeMap<String, Counters>();
        files.forEach((file, lines) -> {
            var counters = packages.computeIfAbsent(file.packageName, name -> new Counters());
            lines.values().forEach(line -> {
                counters.add(Metric.LINE, Ratio.one(line.instructions.covered() > 0));
                counters.add(Metric.BRANCH, line.branches);
                counters.add(Metric.INSTRUCTION, line.instructions);
            });
        });
        return packages;
    }
}
