package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.production.ProductionStage;
import io.jenkins.plugins.greenlight.stage.staging.StagingStage;
import java.io.IOException;
import java.util.Optional;

/** Stages 5 and 6: the same deployer, each with slots, router and state of its own. */
final class DeployStages {
    /** The last deployment of this run. */
    record Last(String environment, DeployResult result) { }

    private interface Run {
        StageResult with(Deployer deployer) throws InterruptedException;
    }

    private final GreenlightConfig config;
    private final Places places;
    private final Ports ports;
    private final String nonce;
    private Optional<Last> last = Optional.empty();

    /** @param nonce of the run, by which its deployments are known; empty for none */
    DeployStages(GreenlightConfig config, Places places, Ports ports, String nonce) {
        this.config = config;
        this.places = places;
        this.ports = ports;
        this.nonce = nonce;
    }

    Optional<Last> last() {
        return last;
    }

    Optional<StageResult> staging(Optional<Built> built) throws InterruptedException {
        if (config.staging().isEmpty()) {
            return Optional.empty();
        }
        var staging = config.staging().get();
        return Optional.of(deploy(StageId.STAGING, staging.deploy(), built, deployer -> StageRun.of(
                new StagingStage(staging, deployer, built.orElseThrow().release(), built.orElseThrow().archive()), ports,
                report -> ended(StageId.STAGING, report.result()))));
    }

    Optional<StageResult> production(Optional<Built> built) throws InterruptedException {
        if (config.production().isEmpty()) {
            return Optional.empty();
        }
        var production = config.production().get();
        return Optional.of(deploy(StageId.PRODUCTION, production.deploy(), built, deployer -> StageRun.of(
                new ProductionStage(production, deployer, built.orElseThrow().release(), built.orElseThrow().archive()), ports,
                report -> ended(StageId.PRODUCTION, report.result()))));
    }

    private StageResult deploy(StageId id, DeploySettings settings, Optional<Built> built, Run run) throws InterruptedException {
        var startedAt = ports.clock().instant();
        if (built.isEmpty()) {
            return StageRun.broken(id, "There is no image to deploy. Expected an image section in the configuration, or --digest"
                    + " of one built before and --archive with its archive.", startedAt, ports);
        }
        try {
            return run.with(new Deployer(places.open(config.app(), id.word(), settings), nonce));
        } catch (IOException e) {
            return StageRun.broken(id, e.getMessage(), startedAt, ports);
        }
    }

    private Ending ended(StageId id, DeployResult result) {
        last = Optional.of(new Last(id.word(), result));
        return Endings.of(id, result);
    }
}
