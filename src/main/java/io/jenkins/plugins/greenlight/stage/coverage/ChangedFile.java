package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.change.LineRanges;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineVisitor;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The changed lines of a file that can be executed.
 *
 * @param path      in the workspace
 * @param lines     covered of all of them
 * @param branches  covered of those on changed lines
 * @param uncovered the lines no test reached
 */
record ChangedFile(String path, Ratio lines, Ratio branches, LineRanges uncovered) {
    private record Line(boolean executable, boolean covered, Ratio branches) {
        Line best(Line other) {
            return new Line(executable || other.executable, covered || other.covered, branches.best(other.branches));
        }
    }

    /** @param reported what reports say of the file, under whatever name: of a line, the best */
    static ChangedFile of(String path, LineRanges changed, Iterable<SourceLines> reported) {
        var lines = new TreeMap<Integer, Line>();
        for (var file : reported) {
            file.forEach(new LineVisitor() {
                @Override public void line(int number, boolean covered, int instructions, int missed, int branches, int branchesMissed) {
                    put(number, new Line(true, covered, Ratio.ofMissed(branchesMissed, branches)));
                }

                @Override public void branches(int number, int covered, int missed) {
                    put(number, new Line(false, false, Ratio.ofMissed(missed, covered)));
                }

                private void put(int number, Line line) {
                    if (changed.contains(number)) {
                        lines.merge(number, line, Line::best);
                    }
                }
            });
        }
        return counted(path, lines);
    }

    private static ChangedFile counted(String path, SortedMap<Integer, Line> lines) {
        var sum = Ratio.NOTHING;
        var branches = Ratio.NOTHING;
        var uncovered = new LineRanges();
        for (var line : lines.entrySet()) {
            branches = branches.plus(line.getValue().branches);
            if (line.getValue().executable) {
                sum = sum.plus(Ratio.one(line.getValue().covered));
                if (!line.getValue().covered) {
                    uncovered.add(line.getKey(), line.getKey());
                }
            }
        }
        return new ChangedFile(path, sum, branches, uncovered);
    }
}
