package io.jenkins.plugins.greenlight.stage.staging;

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

/** Tries the release where no user is hurt, the way production will. */
public final class StagingStage implements Stage<StagingReport> {
    private final StagingConfig config;
    private final Deployer deployer;
    private final Release release;
    private final Path archive;

    /** @param archive the OCI archive that the release's digest names */
    public StagingStage(StagingConfig config, Deployer deployer, Release release, Path archive) {
        this.config = config;
        this.deployer = deployer;
        this.release = release;
        this.archive = archive;
    }

    @Override public StageId id() {
        return StageId.STAGING;
    }

    @Override public StagingReport run(Ports ports) throws StageException, InterruptedException {
        try {
            return new StagingReport(deployer.deploy(release, archive, config.deploy()));
        } catch (LeaseHeldException e) {
            return new StagingReport(DeployResult.blocked(e.getMessage()));
        } catch (IOException e) {
            throw new StageException("Staging was not deployed to: " + e.getMessage(), e);
        }
    }

    @Override public Verdict judge(StagingReport report) {
        return Verdict.of(report.result().check(id().word()));
    }
}
