package io.jenkins.plugins.greenlight.stage.staging;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.Passage;
import io.jenkins.plugins.greenlight.deploy.Passages;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.StageReport.Band;
import io.jenkins.plugins.greenlight.stage.StageReport.Point;
import io.jenkins.plugins.greenlight.stage.StageReport.Series;
import io.jenkins.plugins.greenlight.stage.StageReport.Stretch;
import io.jenkins.plugins.greenlight.stage.StageReport.Tone;
import java.util.List;

/** How the deployment to staging ended. */
public record StagingReport(DeployResult result) implements StageFacts {
    @Override public StageReport report() {
        var timeline = result.entries().stream()
                .map(entry -> new StageReport.Event(entry.at(), entry.headline())).toList();
        var told = new Passages(result);
        var report = StageReport.of(result.reason(), result.watched()).with(timeline)
                .with(band("Who served users", told.served()), band("State of the deployment", told.states()),
                        band("The router itself", told.byRouter()));
        return result.course().isEmpty() ? report : report.with(new Series("Errors while watched", "%", result.course().stream()
                .map(moment -> new Point(moment.since().toMillis() / 1000.0, moment.errors())).toList()));
    }

    private static Band band(String title, List<Passage> passages) {
        return new Band(title, passages.stream().map(passage -> new Stretch(passage.from(), passage.until(), passage.what(),
                Tone.valueOf(passage.kind().name()))).toList());
    }
}
