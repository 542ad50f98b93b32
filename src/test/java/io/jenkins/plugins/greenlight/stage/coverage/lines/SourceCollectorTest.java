package io.jenkins.plugins.greenlight.stage.coverage.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SourceCollectorTest {
    /** A line as a reader tells it, of one of two files. */
    record Told(int file, int number, boolean covered, int instructions, int missedInstructions, int branches, int missed) {
        Told best(Told other) {
            int most = Math.max(instructions, other.instructions);
            int taken = Math.max(branches, other.branches);
            return new Told(file, number, covered || other.covered, most,
                    Math.max(instructions + missedInstructions, other.instructions + other.missedInstructions) - most, taken,
                    Math.max(branches + missed, other.branches + other.missed) - taken);
        }
    }

    @Provide Arbitrary<Told> told() {
        var counts = Arbitraries.oneOf(Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 999_999_999));
        var numbers = Arbitraries.oneOf(Arbitraries.integers().between(1, 30), Arbitraries.integers().between(1, 999_999_999));
        return Combinators.combine(Arbitraries.integers().between(0, 1), numbers, Arbitraries.of(true, false), counts, counts,
                counts, counts)
                .as(Told::new);
    }

    @Property void tellsWhatItWasToldAsTheBestOfEachLine(@ForAll List<@From("told") Told> all) {
        var files = new SourceCollector();
        var expected = new TreeMap<Integer, Map<Integer, Told>>();
        for (var line : all) {
            files.file(name(line.file)).line(line.number, line.covered, line.instructions, line.missedInstructions, line.branches,
                    line.missed);
            expected.computeIfAbsent(line.file, file -> new TreeMap<>()).merge(line.number, line, Told::best);
        }

        var read = new TreeMap<Integer, List<Told>>();
        files.files().forEach(file -> read.put(Integer.parseInt(file.path()), told(file)));

        assertThat(read.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, lines) -> assertThat(read.get(file)).containsExactlyElementsOf(lines.values()));
    }

    private static List<Told> told(SourceLines file) {
        var all = new ArrayList<Told>();
        file.forEach((number, covered, instructions, missedInstructions, branches, missed) -> all.add(
                new Told(Integer.parseInt(file.path()), number, covered, instructions, missedInstructions, branches, missed)));
        return all;
    }

    private static SourceName name(int file) {
        return new SourceName(Integer.toString(file), "", "");
    }

    @Test void packsMoreLinesThanFitAtOnce() {
        var files = new SourceCollector();
        var file = files.file(name(1));
        for (int pass = 0; pass < 2; pass++) {
            for (int line = 100_000; line > 0; line--) {
                file.line(line, line % 2 == pass, 0, 0, 0, 0);
            }
        }

        assertThat(files.files().get(0).counters().get(Metric.LINE)).hasToString("100000/100000");
        assertThat(files.files()).isEmpty();
    }

    @Test void refusesLinesOfAFileThatWasLeft() {
        var files = new SourceCollector();
        var first = files.file(name(1));
        files.file(name(2));

        assertThatIllegalStateException().isThrownBy(() -> first.line(1, true, 0, 0, 0, 0))
                .withMessageContaining("not the open file");
    }

    @Test void countsEveryMethodOnce() {
        var files = new SourceCollector();
        for (int i = 0; i < 1000; i++) {
            files.file(name(1)).method(i % 3 == 0, "Type", "method" + i % 100);
            files.file(name(1)).type(i == 7, "Type" + i % 10);
        }

        var counters = files.files().get(0).counters();
        assertThat(counters.get(Metric.METHOD)).hasToString("100/100");
        assertThat(counters.get(Metric.CLASS)).hasToString("1/10");
    }
}
