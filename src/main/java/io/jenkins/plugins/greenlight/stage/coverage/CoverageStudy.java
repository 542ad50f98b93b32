package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.coverage.change.FoundChanges;
import io.jenkins.plugins.greenlight.stage.coverage.change.GitDiff;
import io.jenkins.plugins.greenlight.stage.coverage.history.MeasuredRun;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Brings together what reports, git and the runs before say. */
final class CoverageStudy {
    private final CoverageConfig config;
    private final CoverageTerms terms;
    private final String app;
    private final String commit;
    private final Path output;
    private final Ports ports;
    private final Doubts doubts = new Doubts();

    CoverageStudy(CoverageConfig config, String app, String commit, Path output, Ports ports) {
        this.config = config;
        this.terms = config.terms();
        this.app = app;
        this.commit = commit;
        this.output = output;
        this.ports = ports;
    }

    CoverageFacts facts(ReadReports reports) throws StageException, InterruptedException {
        var sources = SourceFiles.of(config, reports.coverage().files(), ports);
        var changes = changes(sources);
        var paths = paths(reports.coverage(), sources, changes);
        var match = new PathMatch(paths, doubts);
        var left = match.without(reports.coverage(), terms.exclude());
        var changed = changes.map(found -> ChangedCoverage.of(found, left.coverage(), paths, sources::isReportable));
        changed.ifPresent(known -> known.problems().forEach(doubts::add));
        var rules = terms.rules().stream().map(rule -> rule(rule, left.coverage(), match, changed)).toList();
        sumsAlone(reports);
        var history = history();
        history.flatMap(FoundHistory::problem).ifPresent(doubts::add);
        var tests = terms.tests().isEmpty() ? Optional.<ReadTests>empty() : Optional.of(ReadTests.of(config, ports));
        var facts = new CoverageFacts(app, reports.count(), left.coverage(), paths, left.excluded(), reports.problems(), doubts.all(),
                tests, changed, history, rules, List.of(), new MeasuredRun(commit, ports.clock().instant(), left.coverage().totals()));
        return terms.ratchet().map(ratchet -> facts.with(checks(ratchet, facts))).orElse(facts);
    }

    private Optional<FoundChanges> changes(SourceFiles sources) throws InterruptedException {
        if (terms.changes().isEmpty()) {
            return Optional.empty();
        }
        var asked = terms.changes().get();
        if (asked.base().isPresent()) {
            return Optional.of(new GitDiff(ports.commands(), ports.workspace().root()).since(asked.base().get(), sources.extensions(),
                    output.resolve("changes.diff")));
        }
        return Optional.of(FoundChanges.of(ports.workspace(), asked.diff().orElseThrow(), config.sources(), sources.extensions()));
    }

    private SourcePaths paths(LineCoverage reported, SourceFiles sources, Optional<FoundChanges> changes) {
        var candidates = new TreeSet<>(sources.paths());
        changes.ifPresent(found -> List.of(found.tracked(), found.changes().lines().keySet(), found.changes().opaque())
                .forEach(candidates::addAll));
        return SourcePaths.of(ports.workspace().root().toString(), candidates, reported.files());
    }

    private RuleCoverage rule(CoverageTerms.Rule rule, LineCoverage coverage, PathMatch match, Optional<ChangedCoverage> changed) {
        var part = new RuleCoverage(rule, coverage.only(file -> match.matches(file, rule::covers, "rules")),
                changed.map(all -> all.only(rule::covers)));
        if (part.isEmpty()) {
            doubts.add(Check.inconclusive("rules", "no reported file matches " + rule.title(), "at least one",
                    "Correct the rule's \"paths\", as after a folder was renamed, or remove the rule."));
        }
        return part;
    }

    /** Only the whole can be held to such a report. */
    private void sumsAlone(ReadReports reports) {
        boolean files = terms.changes().isPresent() || !terms.rules().isEmpty() || !terms.exclude().isEmpty();
        if (files && reports.problems().isEmpty() && !reports.coverage().isByLine()) {
            doubts.add(Check.inconclusive("reports", "a report has sums alone and lists no lines", "every line of every file",
                    "Write the report with its lines: changes, rules and exclusions are about files and lines."));
        }
    }

    private Optional<FoundHistory> history() {
        return terms.baseline().map(baseline -> FoundHistory.of(baseline, app, ports.workspace(),
                ReportFiles.name(ports.workspace(), output.resolve(CoverageFiles.BASELINE))));
    }

    private static List<RatchetCheck> checks(CoverageTerms.Ratchet ratchet, CoverageFacts facts) {
        var known = facts.history().flatMap(FoundHistory::history);
        boolean pending = facts.history().isPresent() && known.isEmpty();
        return ratchet.measures().stream().map(metric -> RatchetCheck.of(ratchet, metric, facts.percent(metric), known, pending)).toList();
    }
}
