package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.util.ArrayList;
import java.util.List;

/** For a pull request: what does not hold, the figures, and which changed lines no test reached. */
final class CoverageMarkdown {
    private static final int MOST_ROWS = 50;
    private static final int LONGEST = 300;
    private static final String SPECIAL = "\\`*_{}[]()#+-.!|~$^=\"'/";

    private CoverageMarkdown() { }

    /** Texts out of reports are shown as they are, and become neither markup, link nor mention. */
    static String of(CoverageFacts facts, Verdict verdict) {
        var lines = new ArrayList<String>();
        lines.add("### " + mark(verdict.outcome()) + " Coverage: " + text(verdict.outcome().name()));
        table(lines, "Check | Measured | Required | What to do", verdict.checks().stream().filter(check -> check.outcome() != Outcome.PASSED)
                .map(CoverageMarkdown::row).toList());
        table(lines, "Measure | Value", CoverageMeasures.of(facts).all().stream().filter(measure -> measure.value().isPresent())
                .map(CoverageMarkdown::row).toList());
        facts.changed().ifPresent(changed -> changed(changed, lines));
        return String.join("\n", lines) + "\n";
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✅";
            case WARNED, INCONCLUSIVE -> "⚠️";
            case FAILED -> "❌";
        };
    }

    private static void changed(ChangedCoverage changed, List<String> lines) {
        var missed = changed.files().stream().filter(file -> !file.uncovered().isEmpty())
                .map(file -> text(CoverageTables.ranges(file)) + " | " + text(file.lines().toString())).toList();
        if (changed.isKnown()) {
            lines.addAll(List.of("", missed.isEmpty() ? "Every changed line that can be executed is covered\\."
                    : "Changed lines that no test reached:"));
            table(lines, "Not covered | Changed lines covered", missed);
        }
        if (!changed.unreported().isEmpty()) {
            lines.addAll(List.of("", "Changed, and in no report:"));
            table(lines, "File | Changed lines", changed.unreported().entrySet().stream()
                    .map(file -> text(file.getKey()) + " | " + file.getValue()).toList());
        }
    }

    private static String row(Check check) {
        return text(check.name()) + " | " + text(check.measured()) + " | " + text(check.required()) + " | " + text(check.advice());
    }

    private static String row(Measure measure) {
        return text(measure.name()) + " | " + text(measure.text());
    }

    private static void table(List<String> lines, String columns, List<String> rows) {
        if (rows.isEmpty()) {
            return;
        }
        lines.addAll(List.of("", "| " + columns + " |", "|" + " --- |".repeat(columns.split("\\|").length)));
        rows.stream().limit(MOST_ROWS).forEach(row -> lines.add("| " + row + " |"));
        if (rows.size() > MOST_ROWS) {
            lines.addAll(List.of("", "And " + (rows.size() - MOST_ROWS) + " more: see report\\.html"));
        }
    }

    /** One line in which nothing is markup and nothing hides: what moves a cursor or turns text around is a mark of its own. */
    private static String text(String foreign) {
        var out = new StringBuilder(foreign.length() + 16);
        foreign.strip().codePoints().limit(LONGEST).forEach(one -> {
            switch (one) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '@' -> out.append("&#64;");
                case ':' -> out.append("&#58;");
                default -> out.append(SPECIAL.indexOf(one) < 0 ? "" : "\\").appendCodePoint(isVisible(one) ? one : 0xfffd);
            }
        });
        return out + (foreign.strip().codePointCount(0, foreign.strip().length()) > LONGEST ? "…" : "");
    }

    private static boolean isVisible(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
