package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code notifyTeam()}: how this build ended, told to whom greenlight.yaml names. */
public final class NotifyTeamStep extends EngineStep {
    private String problem;

    @DataBoundConstructor public NotifyTeamStep() { }

    public String getProblem() { return problem; }
    @DataBoundSetter public void setProblem(String problem) { this.problem = Entered.text(problem); }

    @Override StageRequest request() {
        return StageRequest.of(StageId.NOTIFY).problem(problem);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("notifyTeam", "Greenlight: notify");
        }
    }
}
