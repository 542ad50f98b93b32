package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A whole greenlight.yaml: {@code greenlight()}. */
public final class GreenlightStep extends EngineStep {
    private String release;
    private String commit;
    private boolean demo;

    @DataBoundConstructor public GreenlightStep() { }

    public String getRelease() { return release; }
    @DataBoundSetter public void setRelease(String release) { this.release = Entered.text(release); }
    public String getCommit() { return commit; }
    @DataBoundSetter public void setCommit(String commit) { this.commit = Entered.text(commit); }
    public boolean isDemo() { return demo; }
    @DataBoundSetter public void setDemo(boolean demo) { this.demo = demo; }

    @Override StageRequest request() {
        return StageRequest.delivery().option("--release", release).option("--commit", commit).flag("--demo", demo);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("greenlight", "Greenlight: a whole delivery");
        }
    }
}
