package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.Thresholds;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what was found out against the configuration. */
final class CoverageJudge {
    private static final int NAMED = 5;

    private final CoverageConfig config;
    private final CoverageFacts facts;

    CoverageJudge(CoverageConfig config, CoverageFacts facts) {
        this.config = config;
        this.facts = facts;
    }

    /** Before what is missing and a dry run are made softer. */
    Verdict verdict() {
        var all = new ArrayList<Check>();
        Stream.concat(facts.problems().stream(), facts.tests().stream().flatMap(tests -> tests.problems().stream()))
                .map(ReportProblem::check).forEach(all::add);
        all.addAll(facts.doubts());
        all.addAll(thresholds(config.checks(), CoverageMeasures.of(facts), facts.changed()));
        facts.rules().stream().filter(rule -> !rule.isEmpty()).forEach(rule -> all.addAll(rule(rule)));
        facts.ratchet().stream().map(RatchetCheck::check).forEach(all::add);
        failedTests().ifPresent(all::add);
        unreported().ifPresent(all::add);
        return new Verdict(all);
    }

    private List<Check> rule(RuleCoverage rule) {
        return thresholds(rule.rule().checks(), CoverageMeasures.of(rule, facts.isKnown()), rule.changed()).stream()
                .map(check -> new Check(check.name() + " in " + rule.rule().title(), check.outcome(), check.measured(), check.required(),
                        check.advice()))
                .toList();
    }

    private List<Check> thresholds(Expectations checks, Measures measures, Optional<ChangedCoverage> changed) {
        return checks.all().isEmpty() ? Thresholds.judge(checks, measures).checks() : checks.all().stream()
                .map(one -> changed.flatMap(known -> tooFew(one, known)).orElseGet(() ->
                        because(new Expectations(List.of(one)).judge(measures).checks().get(0), changed))).toList();
    }

    /** Where it is another check that keeps something from being measured. */
    private Check because(Check check, Optional<ChangedCoverage> changed) {
        if (check.outcome() != Outcome.INCONCLUSIVE || !facts.isKnown()) {
            return check;
        }
        boolean without = check.name().startsWith(CoverageConfig.DELTA) && facts.history().flatMap(FoundHistory::history).isEmpty();
        boolean unchanged = check.name().startsWith(CoverageConfig.CHANGED) && changed.filter(known -> !known.isKnown()).isPresent();
        return without || unchanged ? Check.inconclusive(check.name(), "not measured", check.required(),
                "Clear what is said of " + (without ? "the baseline" : "the changes") + " above first.") : check;
    }

    /** What is said instead of a percentage that would say nothing. */
    private Optional<Check> tooFew(Expectation check, ChangedCoverage changed) {
        if (!check.measure().startsWith(CoverageConfig.CHANGED) || !facts.isKnown() || !changed.isKnown()) {
            return Optional.empty();
        }
        long lines = changed.ratio(Metric.LINE).total();
        int least = config.terms().changes().orElseThrow().minimumLines();
        if (lines < least) {
            var changes = lines == 0 ? "no executable line" : lines == 1 ? "1 executable line" : lines + " executable lines";
            return Optional.of(Check.passed(check.measure(), changes + " changed, fewer than " + least + ": not judged",
                    check.text() + ", from " + least + " lines on"));
        }
        boolean branches = check.measure().endsWith(Metric.BRANCH.measure());
        boolean none = changed.ratio(Metric.BRANCH).isEmpty() && !facts.ratio(Metric.BRANCH).isEmpty();
        return branches && none ? Optional.of(Check.passed(check.measure(),
                "no branch on " + lines + " changed lines: not judged", check.text())) : Optional.empty();
    }

    private Optional<Check> failedTests() {
        return facts.tests().map(ReadTests::counts).filter(counts -> counts.failed() > 0).map(counts -> new Check(CoverageConfig.TESTS,
                Outcome.WARNED, counts.toString(), "no failed test", "What they cover counts all the same. Repair them, or see why the build"
                + " went on."));
    }

    private Optional<Check> unreported() {
        var changed = facts.changed().filter(known -> facts.isKnown() && known.isKnown()).map(ChangedCoverage::unreported).orElse(Map.of());
        long lines = changed.values().stream().mapToLong(Long::longValue).sum();
        if (lines == 0 || lines < config.terms().changes().orElseThrow().minimumLines()) {
            return Optional.empty();
        }
        var names = changed.keySet().stream().limit(NAMED).collect(Collectors.joining(", "));
        return Optional.of(new Check("changes", Outcome.WARNED, lines + " changed lines are in files that no report speaks of: " + names
                + (changed.size() > NAMED ? " and " + (changed.size() - NAMED) + " more" : ""), "every changed source in a report",
                "They count for neither covered nor missed. Let the coverage tool report all sources, also those no test loads; what has nothing"
                + " to execute or does not count goes into \"exclude\"."));
    }
}
