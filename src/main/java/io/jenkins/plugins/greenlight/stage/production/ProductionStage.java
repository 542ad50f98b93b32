package io.jenkins.plugins.greenlight.stage.production;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.deploy.LeaseHeldException;
import io.jenkins.plugins.greenlight.deploy.Release;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Path;

/** Sends the users to the release, and takes them back when it is bad. */
public final class ProductionStage implements Stage<ProductionReport> {
    private final ProductionConfig config;
    private final Deployer deployer;
    private final Release release;
    private final Path archive;

    /** @param archive the OCI archive that the release's digest names */
    public ProductionStage(ProductionConfig config, Deployer deployer, Release release, Path archive) {
        this.config = config;
        this.deployer = deployer;
        this.release = release;
        this.archive = archive;
    }

    @Override public StageId id() {
        return StageId.PRODUCTION;
    }

    @Override public ProductionReport run(Ports ports) throws StageException, InterruptedException {
        try {
            return new ProductionReport(deployer.deploy(release, archive, config.deploy()));
        } catch (LeaseHeldException e) {
            return new ProductionReport(DeployResult.blocked(e.getMessage()));
        } catch (IOException e) {
            throw new StageException("Production was not deployed to: " + e.getMessage(), e);
        }
    }

    @Override public Verdict judge(ProductionReport report) {
        return Verdict.of(report.result().check(id().word()));
    }
}
