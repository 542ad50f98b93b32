package io.jenkins.plugins.greenlight.jenkins;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** What the two gates over reports share. */
public abstract class GateStep extends EngineStep {
    private final StageId stage;
    private List<String> reports;
    private List<String> checks;
    private String onMissing;
    private String mode;

    GateStep(StageId stage) {
        this.stage = stage;
    }

    public final List<String> getReports() { return reports; }
    @DataBoundSetter public final void setReports(List<String> reports) { this.reports = Entered.lines(reports); }
    public final List<String> getChecks() { return checks; }
    @DataBoundSetter public final void setChecks(List<String> checks) { this.checks = Entered.lines(checks); }
    public final String getOnMissing() { return onMissing; }
    @DataBoundSetter public final void setOnMissing(String onMissing) { this.onMissing = Entered.text(onMissing); }
    public final String getMode() { return mode; }
    @DataBoundSetter public final void setMode(String mode) { this.mode = Entered.text(mode); }

    @Override final StageRequest request() throws IOException {
        return StageRequest.of(stage).with("reports", reports).with("checks", checks).with("onMissing", onMissing).with("mode", mode);
    }
}
