package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code coverageGate checks: ['line >= 80%']}. */
public final class CoverageGateStep extends EngineStep {
    private List<String> reports;
    private List<String> checks;
    private String onMissing;
    private String mode;

    @DataBoundConstructor public CoverageGateStep() { }

    public List<String> getReports() { return reports; }
    @DataBoundSetter public void setReports(List<String> reports) { this.reports = Entered.lines(reports); }
    public List<String> getChecks() { return checks; }
    @DataBoundSetter public void setChecks(List<String> checks) { this.checks = Entered.lines(checks); }
    public String getOnMissing() { return onMissing; }
    @DataBoundSetter public void setOnMissing(String onMissing) { this.onMissing = Entered.text(onMissing); }
    public String getMode() { return mode; }
    @DataBoundSetter public void setMode(String mode) { this.mode = Entered.text(mode); }

    @Override StageRequest request() throws IOException {
        return StageRequest.of(StageId.COVERAGE).with("reports", reports).with("checks", checks).with("onMissing", onMissing)
                .with("mode", mode);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("coverageGate", "Greenlight: coverage gate");
        }
    }
}
