package io.jenkins.plugins.greenlight.stage.production;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageReport;

/** How the deployment to production ended. */
public record ProductionReport(DeployResult result) implements StageFacts {
    @Override public StageReport report() {
        var timeline = result.entries().stream()
                .map(entry -> new StageReport.Event(entry.at(), entry.headline())).toList();
        var report = StageReport.of(result.reason(), result.watched()).with(timeline);
        return result.course().isEmpty() ? report : report.with(new StageReport.Series("Errors while watched", "%", result.course().stream()
                .map(moment -> new StageReport.Point(moment.since().toMillis() / 1000.0, moment.errors())).toList()));
    }
}
