package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.scanner.ScanProblem;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What scanners reported.
 *
 * @param tools    whose runs count; what is stale, of another commit or broken is only among the problems
 * @param accepted what is to be said of the suppressions
 * @param scanned  how the scanners ran that the stage started
 * @param problems why there may be more findings than these; empty when the counts can be trusted
 * @param inputs   what is wrong with the other files the gate needs
 */
public record Findings(Seen seen, List<ToolSeen> tools, Accepted accepted, List<Scanned> scanned, List<ReportProblem> problems,
                       List<InputProblem> inputs) {
    public Findings {
        Objects.requireNonNull(seen, "seen");
        tools = List.copyOf(tools);
        Objects.requireNonNull(accepted, "accepted");
        scanned = List.copyOf(scanned);
        problems = List.copyOf(problems);
        inputs = List.copyOf(inputs);
    }

    /** Whether the counts can be trusted. */
    public boolean isCounted() {
        return problems.isEmpty() && scanned.stream().allMatch(one -> one.problems().isEmpty());
    }

    /** A check for each problem, none passed; empty where there is none. */
    Verdict troubles() {
        return new Verdict(Stream.of(scanned.stream().flatMap(one -> one.problems().stream()).map(ScanProblem::check),
                problems.stream().map(ReportProblem::check), inputs.stream().map(InputProblem::check))
                .flatMap(checks -> checks).toList());
    }

    /** Of scanners, reports and other files, as rows of file, kind, message, advice. */
    public List<List<String>> problemRows() {
        var scanners = scanned.stream().flatMap(one -> one.problems().stream())
                .map(problem -> List.of(problem.scanner(), "SCANNER", problem.message(), problem.advice()));
        var reports = problems.stream()
                .map(problem -> List.of(problem.file(), problem.kind().name(), problem.message(), problem.advice()));
        var others = inputs.stream().map(problem -> List.of(problem.file(), problem.key(), problem.message(), problem.advice()));
        return Stream.of(scanners, reports, others).flatMap(rows -> rows).toList();
    }

    /** How many there are of which severity. @param where they were looked for, e.g. {@code 2 reports} */
    public String sentence(String where) {
        long found = seen.counts().found();
        long suppressed = seen.counts().suppressed();
        long wrong = problems.size() + scanned.stream().mapToLong(one -> one.problems().size()).sum();
        return found + (found == 1 ? " finding in " : " findings in ") + where
                + (found == 0 ? "" : " (" + FindingTree.counts(seen.counts()::found) + ")")
                + (suppressed == 0 ? "" : ", " + suppressed + " more suppressed")
                + (wrong == 0 ? "." : "; " + wrong + (wrong == 1 ? " problem keeps" : " problems keep") + " the count from being known.");
    }
}
