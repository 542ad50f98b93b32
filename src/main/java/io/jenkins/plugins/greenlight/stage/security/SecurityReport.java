package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.List;
import java.util.Objects;

/**
 * What the scanners reported.
 *
 * @param tools    whose runs count; what is stale, of another commit or broken is only among the problems
 * @param listed   whether a list says what is exploited
 * @param accepted what is to be said of the suppressions
 * @param scanned  how the scanners ran that this stage started
 * @param problems why there may be more findings than these; empty when the counts can be trusted
 * @param inputs   what is wrong with the other files the gate needs
 * @param files    those that were opened, also what could not be read, and those that were made
 */
public record SecurityReport(Seen seen, List<ToolSeen> tools, Comparison comparison, boolean listed, Accepted accepted,
                             List<Scanned> scanned, List<ReportProblem> problems, List<InputProblem> inputs,
                             List<StageFile> files) implements StageFacts {
    public SecurityReport {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(comparison, "comparison");
        Objects.requireNonNull(accepted, "accepted");
        tools = List.copyOf(tools);
        scanned = List.copyOf(scanned);
        problems = List.copyOf(problems);
        inputs = List.copyOf(inputs);
        files = List.copyOf(files);
    }

    /** Whether the counts can be trusted. */
    boolean isCounted() {
        return problems.isEmpty() && scanned.stream().allMatch(one -> one.problems().isEmpty());
    }

    /** None is measured when a problem makes the counts too low. */
    Measures measures() {
        return isCounted() ? SecurityMeasures.of(seen.counts(), comparison.isMade(), comparison.measuredFixed(), listed)
                : SecurityMeasures.unknown();
    }

    /** Without those that the configuration gives nothing to measure by. */
    private Measures shown() {
        boolean compared = comparison.state() != Comparison.State.NONE;
        boolean list = listed || inputs.stream().anyMatch(problem -> problem.key().equals(SecurityMeasures.KEV));
        return new Measures(measures().all().stream().filter(one -> compared || !SecurityMeasures.needsBaseline(one.name()))
                .filter(one -> list || !one.name().equals(SecurityMeasures.KEV)).toList());
    }

    /** What was read: the least there is, whatever the problems. */
    Measures counted() {
        return SecurityMeasures.of(seen.counts(), comparison.isMade(), comparison.measuredFixed(), listed);
    }

    @Override public StageReport report() {
        return new StageReport(summary(), shown(), List.of(FindingTables.of(this)), FindingTree.of(seen), List.of(), List.of(), List.of());
    }

    SecurityReport with(List<StageFile> others) {
        return new SecurityReport(seen, tools, comparison, listed, accepted, scanned, problems, inputs, others);
    }

    String summary() {
        long found = seen.counts().found();
        long suppressed = seen.counts().suppressed();
        long reports = tools.stream().map(ToolSeen::source).distinct().count();
        long wrong = problems.size() + scanned.stream().mapToLong(one -> one.problems().size()).sum();
        return found + (found == 1 ? " finding in " : " findings in ") + reports + (reports == 1 ? " report" : " reports")
                + (found == 0 ? "" : " (" + FindingTree.counts(seen.counts()::found) + ")")
                + (suppressed == 0 ? "" : ", " + suppressed + " more suppressed")
                + (wrong == 0 ? "." : "; " + wrong + (wrong == 1 ? " problem keeps" : " problems keep") + " the count from being known.")
                + comparison.sentences(seen.counts().fresh());
    }
}
