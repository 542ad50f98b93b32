package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.production.ProductionReport;
import io.jenkins.plugins.greenlight.stage.production.ProductionStage;
import io.jenkins.plugins.greenlight.stage.staging.StagingReport;
import io.jenkins.plugins.greenlight.stage.staging.StagingStage;
import java.util.Optional;
import java.util.function.Function;

/** Stages 5 and 6: the same deployer, each with slots, router and state of its own. */
final class DeployStages {
    /** The last deployment of this run. */
    record Last(String environment, DeployResult result) { }

    private final GreenlightConfig config;
    private final Places places;
    private final Ports ports;
    private final String nonce;
    private final SignatureGate signatures;
    private final ImageBytes bytes;
    private Optional<Last> last = Optional.empty();

    /** @param nonce of the run, by which its deployments are known; empty for none */
    DeployStages(GreenlightConfig config, Places places, Ports ports, String nonce, SignatureGate signatures, ImageBytes bytes) {
        this.config = config;
        this.places = places;
        this.ports = ports;
        this.nonce = nonce;
        this.signatures = signatures;
        this.bytes = bytes;
    }

    Optional<Last> last() {
        return last;
    }

    Optional<StageResult> staging(Optional<Built> built) throws InterruptedException {
        if (config.staging().isEmpty()) {
            return Optional.empty();
        }
        var staging = config.staging().get();
        return Optional.of(deploy(StageId.STAGING, staging.deploy(), built, (target, image) ->
                new StagingStage(staging, deployer(target), image.release(), image.archive()), StagingReport::result));
    }

    Optional<StageResult> production(Optional<Built> built) throws InterruptedException {
        if (config.production().isEmpty()) {
            return Optional.empty();
        }
        var production = config.production().get();
        return Optional.of(deploy(StageId.PRODUCTION, production.deploy(), built, (target, image) ->
                new ProductionStage(production, deployer(target), image.release(), image.archive()), ProductionReport::result));
    }

    private Deployer deployer(Target target) {
        return new Deployer(target, nonce);
    }

    private <R extends StageFacts> StageResult deploy(StageId id, DeploySettings settings, Optional<Built> built,
                                                      CheckedDeployment.Inner<R> inner,
                                                      Function<R, DeployResult> result) throws InterruptedException {
        var startedAt = ports.clock().instant();
        if (built.isEmpty()) {
            return StageRun.broken(id, "There is no image to deploy. Expected an image section in the configuration, or --digest"
                    + " of one built before and --archive with its archive.", startedAt, ports);
        }
        var stage = new CheckedDeployment<>(id, built.get(), signatures, bytes, () -> places.open(config.app(), id.word(),
                settings), inner);
        try {
            return StageRun.of(stage, ports, facts -> ended(id, result.apply(facts)));
        } catch (InterruptedException e) {
            return StageRun.stopped(e, id, startedAt, places.stop(), ports);
        }
    }

    private Ending ended(StageId id, DeployResult result) {
        last = Optional.of(new Last(id.word(), result));
        return Endings.of(id, result);
    }
}
