package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.coverage.change.FoundChanges;
import io.jenkins.plugins.greenlight.stage.coverage.change.GitDiff;
import io.jenkins.plugins.greenlight.stage.coverage.history.MeasuredRun;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Brings together what reports, git and the runs before say. */
final class CoverageStudy {
    private static final List<String> MARKS_OF_TESTS = List.of("/test/", "/tests/", "/__tests__/", ".test.", ".spec.", "_test.");

    private static final int MOST_DOUBTS = 40;

    private final CoverageConfig config;
    private final CoverageTerms terms;
    private final String app;
    private final String commit;
    private final Path output;
    private final Ports ports;
    private final List<Check> doubts = new ArrayList<>();

    CoverageStudy(CoverageConfig config, String app, String commit, Path output, Ports ports) {
        this.config = config;
        this.terms = config.terms();
        this.app = app;
        this.commit = commit;
        this.output = output;
        this.ports = ports;
    }

    CoverageFacts facts(ReadReports reports) throws StageException, InterruptedException {
        var reported = reports.coverage();
        var changes = changes(reported.files());
        var sources = sources();
        var candidates = new TreeSet<>(sources);
        changes.ifPresent(found -> List.of(found.tracked(), found.changes().lines().keySet(), found.changes().opaque()).forEach(candidates::addAll));
        var paths = SourcePaths.of(ports.workspace().root().toString(), candidates, reported.files());
        var excluded = new LinkedHashMap<Glob, List<SourceLines>>();
        var coverage = without(reported, paths, excluded);
        var isSource = isSource(reported, sources);
        var changed = changes.map(found -> ChangedCoverage.of(found, coverage, paths, isSource));
        changed.ifPresent(known -> known.problems().forEach(this::doubt));
        var tests = terms.tests().isEmpty() ? Optional.<ReadTests>empty() : Optional.of(ReadTests.of(config, ports));
        var rules = terms.rules().stream().map(rule -> rule(rule, coverage, paths, changed)).toList();
        if (!reported.isByLine() && reports.problems().isEmpty() && !terms.equals(withSumsAlone())) {
            doubts.add(Check.inconclusive("reports", "a report has sums alone and lists no lines", "every line of every file",
                    "Write the report with its lines: changes, rules and exclusions are about files and lines."));
        }
        var history = history();
        history.flatMap(FoundHistory::problem).ifPresent(doubts::add);
        var facts = new CoverageFacts(app, reports.count(), coverage, paths, counted(excluded), reports.problems(), doubts, tests, changed, history,
                rules, List.of(), new MeasuredRun(commit, ports.clock().instant(), coverage.totals()));
        return withRatchet(facts);
    }

    private CoverageTerms withSumsAlone() {
        return new CoverageTerms(List.of(), terms.tests(), Optional.empty(), terms.baseline(), terms.ratchet(), List.of());
    }

    private static CoverageFacts with(CoverageFacts f, List<RatchetCheck> ratchet) {
        return new CoverageFacts(f.app(), f.read(), f.coverage(), f.paths(), f.excluded(), f.problems(), f.doubts(), f.tests(), f.changed(), f.history(),
                f.rules(), ratchet, f.run());
    }

    private CoverageFacts withRatchet(CoverageFacts facts) {
        var known = facts.history().flatMap(FoundHistory::history);
        boolean pending = facts.history().isPresent() && known.isEmpty();
        return terms.ratchet().map(ratchet -> with(facts, ratchet.measures().stream()
                .map(metric -> RatchetCheck.of(ratchet, metric, facts.percent(metric), known, pending)).toList())).orElse(facts);
    }

    private Optional<FoundHistory> history() {
        return terms.baseline().map(baseline -> FoundHistory.of(baseline, app, ports.workspace(),
                ReportFiles.name(ports.workspace(), output.resolve(CoverageFiles.BASELINE))));
    }

    private Optional<FoundChanges> changes(Collection<SourceLines> files) throws StageException, InterruptedException {
        if (terms.changes().isEmpty()) {
            return Optional.empty();
        }
        var asked = terms.changes().get();
        if (asked.base().isPresent()) {
            return Optional.of(new GitDiff(ports.commands(), ports.workspace().root()).since(asked.base().get(), extensions(files),
                    output.resolve("changes.diff")));
        }
        var name = asked.diff().orElseThrow();
        try {
            return Optional.of(FoundChanges.of(ports.workspace().resolve(name), name));
        } catch (IOException e) {
            throw new StageException("coverage.changes.diff cannot be looked for: " + e.getMessage(), e);
        }
    }

    /** Some are enough to see what is wrong. */
    private void doubt(Check check) {
        if (doubts.size() < MOST_DOUBTS) {
            doubts.add(check);
        }
    }

    private static Set<String> extensions(Collection<SourceLines> files) {
        return files.stream().map(file -> SourcePaths.extension(file.path())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of the workspace, where names of reports have to be found again. */
    private Set<String> sources() throws StageException {
        if (terms.changes().isEmpty() && terms.rules().isEmpty() && terms.exclude().isEmpty()) {
            return Set.of();
        }
        try {
            return ports.workspace().find(config.sources()).stream().map(file -> ReportFiles.name(ports.workspace(), file)).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new StageException("The sources " + config.sources() + " cannot be looked for in " + ports.workspace().root() + ": "
                    + e.getMessage() + ". Expected a folder that can be read. Check the globs and the folder's rights.", e);
        }
    }

    /** Of a language that the reports are about, and no test by its name. */
    private Predicate<String> isSource(LineCoverage reported, Set<String> sources) {
        var extensions = extensions(reported.files());
        return path -> extensions.contains(SourcePaths.extension(path)) && sources.contains(path)
                && MARKS_OF_TESTS.stream().noneMatch(("/" + path)::contains) && terms.exclude().stream().noneMatch(glob -> glob.matches(path));
    }

    private LineCoverage without(LineCoverage all, SourcePaths paths, Map<Glob, List<SourceLines>> excluded) {
        terms.exclude().forEach(glob -> excluded.put(glob, new ArrayList<>()));
        var out = new HashSet<SourceLines>();
        for (var file : all.files()) {
            terms.exclude().stream().filter(glob -> matches(file, paths, glob::matches, "exclude")).findFirst().ifPresent(glob -> {
                excluded.get(glob).add(file);
                out.add(file);
            });
        }
        return out.isEmpty() ? all : all.only(file -> !out.contains(file));
    }

    private static List<Excluded> counted(Map<Glob, List<SourceLines>> excluded) {
        return excluded.entrySet().stream().map(entry -> {
            var sum = new Counters();
            entry.getValue().forEach(file -> sum.addAll(file.counters()));
            return new Excluded(entry.getKey(), entry.getValue().size(), sum);
        }).toList();
    }

    private RuleCoverage rule(CoverageTerms.Rule rule, LineCoverage coverage, SourcePaths paths, Optional<ChangedCoverage> changed) {
        var part = new RuleCoverage(rule, coverage.only(file -> matches(file, paths, rule::covers, "rules")), changed.map(all -> all.only(rule::covers)));
        if (part.isEmpty()) {
            doubts.add(Check.inconclusive("rules", "no reported file matches " + rule.title(), "at least one",
                    "Correct the rule's \"paths\", as after a folder was renamed, or remove the rule."));
        }
        return part;
    }

    /** Where nobody knows which of several files it is, they have to agree. */
    private boolean matches(SourceLines file, SourcePaths paths, Predicate<String> wanted, String key) {
        var places = paths.of(file);
        if (places.size() > 1 && places.stream().map(wanted::test).distinct().count() > 1) {
            doubt(Check.inconclusive(key, "the report's " + file.path() + " may be " + String.join(" or ", places.stream().limit(5).toList())
                    + ", of which not all match", "a name that tells files apart", "Give reports that name the modules by their folders."));
            return false;
        }
        return wanted.test(places.isEmpty() ? paths.shown(file) : places.get(0));
    }
}
