package io.jenkins.plugins.greenlight.stage.coverage.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Edits of all kinds, written as a diff of any context: what is read is what was edited, and damage is told. */
class DiffPropertyTest {
    /** Lines that stay, then some that go, then some that come. */
    record Step(int kept, int removed, int added) { }

    /** A diff and the numbers of its new lines. */
    record Written(String diff, LineRanges added) { }

    @Provide Arbitrary<List<Step>> edits() {
        return Combinators.combine(Arbitraries.integers().between(0, 12), Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 4))
                .as(Step::new).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property void readsTheLinesThatAnEditAdds(@ForAll("edits") List<Step> steps, @ForAll boolean returns, @ForAll("contexts") int context)
            throws IOException {
        var written = write(steps, context);

        var changes = DiffReader.read(new StringReader(returns ? written.diff.replace("\n", "\r\n") : written.diff), "d");

        assertThat(changes.lines().getOrDefault("src/A.java", new LineRanges())).isEqualTo(written.added);
    }

    @Property void tellsThatADiffIsCutOffInsideAHunk(@ForAll("edits") List<Step> steps, @ForAll("contexts") int context, @ForAll("parts") double part)
            throws IOException {
        var lines = write(steps, context).diff.lines().toList();
        var kept = lines.subList(0, (int) (part * lines.size()));

        try {
            var changes = DiffReader.read(new StringReader(String.join("\n", kept) + "\n"), "d");
            assertThat(announced(kept)).as("only between hunks nobody sees a cut").isZero();
            assertThat(changes.opaque()).isEmpty();
        } catch (ParseException e) {
            assertThat(e).hasMessageContaining("d:");
        }
    }

    @Property void neverHangsNorFailsInAnotherWayOnDamage(@ForAll("edits") List<Step> steps, @ForAll("parts") double where, @ForAll char put) throws IOException {
        var diff = new StringBuilder(write(steps, 3).diff);
        diff.setCharAt((int) (where * diff.length()), put);

        try {
            assertThat(DiffReader.read(new StringReader(diff.toString()), "d").lines().size()).isBetween(0, 1);
        } catch (ParseException e) {
            assertThat(e.place().source()).isEqualTo("d");
        }
    }

    @Provide Arbitrary<Integer> contexts() {
        return Arbitraries.integers().between(0, 5);
    }

    @Provide Arbitrary<Double> parts() {
        return Arbitraries.integers().between(0, 999).map(part -> part / 1000d);
    }

    /** How many lines the last hunk announces that are not there. */
    private static int announced(List<String> lines) {
        int missing = 0;
        for (var line : lines) {
            var form = Pattern.compile("@@ -\\d+,(\\d+) \\+\\d+,(\\d+) @@").matcher(line);
            if (missing == 0 && form.matches()) {
                missing = Integer.parseInt(form.group(1)) + Integer.parseInt(form.group(2));
            } else if (missing > 0) {
                missing -= line.startsWith(" ") ? 2 : 1;
            }
        }
        return missing;
    }

    /** One hunk for each step that changes something; neighbours that touch by their context are one. */
    private static Written write(List<Step> steps, int context) {
        var body = new ArrayList<String>();
        steps.forEach(step -> {
            body.addAll(Collections.nCopies(step.kept, " "));
            body.addAll(Collections.nCopies(step.removed, "-"));
            body.addAll(Collections.nCopies(step.added, "+"));
        });
        var diff = new StringBuilder("diff --git a/src/A.java b/src/A.java\nindex 1..2 100644\n--- a/src/A.java\n+++ b/src/A.java\n");
        var added = new LineRanges();
        int old = 1;
        int fresh = 1;
        for (int i = 0; i < body.size();) {
            int end = hunkEnd(body, i, context);
            if (end > i) {
                var hunk = body.subList(i, end);
                int before = (int) hunk.stream().filter(line -> !line.equals("+")).count();
                int after = (int) hunk.stream().filter(line -> !line.equals("-")).count();
                diff.append("@@ -").append(before == 0 ? old - 1 : old).append(',').append(before).append(" +").append(after == 0 ? fresh - 1 : fresh)
                        .append(',').append(after).append(" @@ class A {\n");
                for (var line : hunk) {
                    diff.append(line).append(line.equals(" ") ? "-- a/x" : "@@ -1 +1 @@").append('\n');
                    if (line.equals("+")) {
                        added.add(fresh, fresh);
                    }
                    old += line.equals("+") ? 0 : 1;
                    fresh += line.equals("-") ? 0 : 1;
                }
                i = end;
            } else {
                old++;
                fresh++;
                i++;
            }
        }
        return new Written(diff.toString(), added);
    }

    /** Where the hunk ends that begins here; here when none does. */
    private static int hunkEnd(List<String> body, int start, int context) {
        int last = -1;
        for (int i = start; i < body.size() && i <= (last < 0 ? start + context : last + 2 * context + 1); i++) {
            last = body.get(i).equals(" ") ? last : i;
        }
        return last < 0 ? start : Math.min(body.size(), last + 1 + context);
    }
}
