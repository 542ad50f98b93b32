package io.jenkins.plugins.greenlight.stage.production;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageReport;

/** How the deployment to production ended. */
public record ProductionReport(DeployResult result) implements StageFacts {
    @Override public StageReport report() {
        var timeline = result.entries().stream()
                .map(entry -> new StageReport.Event(entry.at(), entry.headline())).toList();
        return StageReport.of(result.reason(), result.watched()).with(timeline);
    }
}
