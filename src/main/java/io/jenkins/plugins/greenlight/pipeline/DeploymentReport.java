package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.History;
import io.jenkins.plugins.greenlight.deploy.JournalEntry;
import io.jenkins.plugins.greenlight.deploy.Release;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.production.ProductionReport;
import io.jenkins.plugins.greenlight.stage.staging.StagingReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a command says that moves users without delivering a commit, in the form of a delivery: one stage, one deployment. */
public final class DeploymentReport {
    private final String nonce;
    private final Ports ports;
    private final Instant startedAt;

    /** Begins now.
     *  @param nonce to be repeated; empty for none */
    public DeploymentReport(String nonce, Ports ports) {
        this.nonce = nonce;
        this.ports = ports;
        this.startedAt = ports.clock().instant();
    }

    /** @param environment STAGING or PRODUCTION */
    public DeliveryReport ended(StageId environment, String app, DeployResult result) {
        var ending = Endings.of(environment, result);
        var now = ports.clock().instant();
        StageFacts facts = environment == StageId.STAGING ? new StagingReport(result) : new ProductionReport(result);
        var stage = new StageResult(environment, Optional.of(facts.report()), Verdict.of(result.check(environment.word())), ending, "",
                startedAt, now);
        var candidate = candidate(result);
        return new DeliveryReport(nonce, app, candidate.map(release -> release.id().value()),
                candidate.map(Release::commit).filter(commit -> !commit.isEmpty()), candidate.map(release -> release.digest().value()),
                ending, message(ending, result.reason()), startedAt, now, List.of(stage),
                Optional.of(DeliveryPipeline.deployed(environment.word(), result)), Optional.of(audit(result)), List.of());
    }

    /** It could not even begin.
     *  @param environment empty when there is none of that name
     *  @param app         empty when it is not known */
    public DeliveryReport broken(Optional<StageId> environment, String app, Ending ending, String message) {
        var now = ports.clock().instant();
        var stages = environment.filter(id -> ending != Ending.BAD_INPUT).stream()
                .map(id -> StageResult.broken(id, ending, message, startedAt, now)).toList();
        return new DeliveryReport(nonce, app, Optional.empty(), Optional.empty(), Optional.empty(), ending, message, startedAt, now, stages,
                Optional.empty(), Optional.empty(), List.of());
    }

    static DeliveryReport.AuditHead audit(DeployResult result) {
        return new DeliveryReport.AuditHead(result.audit().hash(), result.audit().length());
    }

    /** The deployment's; what is live where none was needed. */
    private static Optional<Release> candidate(DeployResult result) {
        return result.entries().stream().findFirst().map(JournalEntry::release)
                .or(() -> result.live().filter(live -> result.delivered()).map(History.Placed::release));
    }

    /** What somebody must do something about stands at the top too. */
    private static String message(Ending ending, String reason) {
        return switch (ending) {
            case HALTED, ERROR, BLOCKED, BAD_INPUT -> reason;
            case ROLLED_BACK, GATE_FAILED, INCONCLUSIVE, DELIVERED -> "";
        };
    }
}
