package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One stage that ran, or tried to.
 *
 * @param report  empty when the stage ended before it had seen anything
 * @param verdict without checks when there was no report to judge
 * @param error   why the work could not be done; empty for none
 */
public record StageResult(StageId id, Optional<StageReport> report, Verdict verdict, Ending ending, String error,
                          Instant startedAt, Instant finishedAt) {
    public StageResult {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
    }

    /** A stage that did its work; its verdict says how it ended. */
    public static StageResult judged(StageId id, StageReport report, Verdict verdict, Instant startedAt, Instant finishedAt) {
        return new StageResult(id, Optional.of(report), verdict, Ending.of(verdict.outcome()), "", startedAt, finishedAt);
    }

    /** A stage whose work could not be done. */
    public static StageResult broken(StageId id, Ending ending, String error, Instant startedAt, Instant finishedAt) {
        return new StageResult(id, Optional.empty(), new Verdict(List.of()), ending, error, startedAt, finishedAt);
    }

    /** The gate's outcome where a gate decided, else the ending: PASSED, WARNED, INCONCLUSIVE, FAILED, ERROR, HALTED … */
    public String word() {
        return ending == Ending.of(verdict.outcome()) && error.isEmpty() ? verdict.outcome().name() : ending.name();
    }
}
