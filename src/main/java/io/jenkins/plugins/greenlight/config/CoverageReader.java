package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageConfig;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageTerms;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code coverage}. A check about what the section does not say where to find is wrong, and so is a ratchet that nothing holds. */
final class CoverageReader {
    private static final String CHANGES = "changes";
    private static final String BASELINE = "baseline";
    private static final String TESTS = "tests";
    private static final double ALL = 100;

    private final Section section;

    private CoverageReader(Section section) {
        this.section = section;
    }

    static CoverageConfig read(Section section) {
        return new CoverageReader(section).read();
    }

    private CoverageConfig read() {
        return new CoverageConfig(
                section.list("reports", Node::text),
                section.list("sources", Node::text),
                checks(section, CoverageConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section),
                new CoverageTerms(
                        section.list("exclude", CoverageReader::glob),
                        section.section(TESTS, tests -> tests.list("reports", Node::text)).orElse(List.of()),
                        section.section(CHANGES, CoverageReader::changes),
                        section.section(BASELINE, CoverageReader::baseline),
                        section.section("ratchet", this::ratchet),
                        section.list("rules", rule -> section.nested(rule, this::rule))));
    }

    private Expectations checks(Section of, Vocabulary vocabulary) {
        return new Expectations(of.list("checks", node -> {
            var check = Checks.threshold(node, vocabulary);
            missing(check).ifPresent(key -> {
                throw new ParseException(node.place(), Values.name(node) + ": \"" + check.text() + "\" needs to know "
                        + switch (key) {
                            case CHANGES -> "what changed. Expected coverage.changes, for example {base: origin/main}.";
                            case BASELINE -> "what was measured before. Expected coverage.baseline, for example {file: coverage-baseline.json}.";
                            default -> "which tests ran. Expected coverage.tests, for example {reports: [\"target/surefire-reports/TEST-*.xml\"]}.";
                        });
            });
            return check;
        }));
    }

    /** The key without which the measure can never be known. */
    private Optional<String> missing(Expectation check) {
        var key = check.measure().startsWith(CoverageConfig.CHANGED) ? CHANGES : check.measure().startsWith(CoverageConfig.DELTA) ? BASELINE
                : check.measure().equals(CoverageConfig.TESTS) ? TESTS : "";
        return Optional.of(key).filter(needed -> !needed.isEmpty() && !section.has(needed));
    }

    private static CoverageTerms.Changes changes(Section section) {
        var changes = new CoverageTerms.Changes(section.optional("base", Node::text), section.optional("diff", Node::text),
                section.value("minimumLines", Quantities::whole));
        if (section.has("base") == section.has("diff")) {
            section.note("diff", "base", section.has("base") ? "stands beside base. Expected one of the two."
                    : "and base are both left out. Expected base: a branch such as origin/main, or diff: a file.");
        }
        return changes;
    }

    private static CoverageTerms.Baseline baseline(Section section) {
        return new CoverageTerms.Baseline(section.required("file", "", Node::text), section.value("update", Node::text).equals("passed"));
    }

    private CoverageTerms.Ratchet ratchet(Section ratchet) {
        var floor = ratchet.optional("floor", CoverageReader::floor).orElse(Map.of());
        var measures = ratchet.value("measures", list -> list.items().stream().map(node -> Values.word(node, Metric.class)).toList());
        if (!section.has(BASELINE) && !floor.keySet().containsAll(measures)) {
            ratchet.note("floor", "measures", "does not say the least for every measure, and coverage.baseline, where the runs before would, is"
                    + " left out. Expected one of the two.");
        }
        return new CoverageTerms.Ratchet(ratchet.value("runs", Quantities::whole), ratchet.value("tolerance", CoverageReader::number), measures, floor);
    }

    private static Map<Metric, Double> floor(Node node) {
        var all = new EnumMap<Metric, Double>(Metric.class);
        node.fields().forEach((measure, percent) -> all.put(Metric.valueOf(measure.toUpperCase(Locale.ROOT)), percent(percent)));
        return all;
    }

    private CoverageTerms.Rule rule(Section rule) {
        return new CoverageTerms.Rule(rule.list("paths", CoverageReader::glob), rule.list("exclude", CoverageReader::glob),
                checks(rule, CoverageConfig.OF_RULES));
    }

    private static Glob glob(Node node) {
        try {
            return Glob.of(node.text());
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), Values.name(node) + ": " + e.getMessage());
        }
    }

    private static double percent(Node node) {
        double percent = number(node);
        if (percent > ALL) {
            throw Values.wrong(node, "at most 100%");
        }
        return percent;
    }

    /** The schema saw its unit. */
    private static double number(Node node) {
        return Double.parseDouble(node.text().replaceAll("[ %p]", ""));
    }
}
