package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code def image = buildImage()}; then {@code image.digest}. */
public final class BuildImageStep extends EngineStep {
    private String name;
    private String release;
    private String commit;

    @DataBoundConstructor public BuildImageStep() { }

    public String getName() { return name; }
    @DataBoundSetter public void setName(String name) { this.name = Entered.text(name); }
    public String getRelease() { return release; }
    @DataBoundSetter public void setRelease(String release) { this.release = Entered.text(release); }
    public String getCommit() { return commit; }
    @DataBoundSetter public void setCommit(String commit) { this.commit = Entered.text(commit); }

    @Override StageRequest request() throws IOException {
        return StageRequest.of(StageId.IMAGE).with("name", name).option("--release", release).option("--commit", commit);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("buildImage", "Greenlight: image");
        }
    }
}
