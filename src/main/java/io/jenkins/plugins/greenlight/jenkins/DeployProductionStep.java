package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code deployProduction digest: image.digest, release: image.release}. */
public final class DeployProductionStep extends EngineStep {
    private String digest;
    private String release;
    private String archive;
    private boolean demo;

    @DataBoundConstructor public DeployProductionStep() { }

    public String getDigest() { return digest; }
    @DataBoundSetter public void setDigest(String digest) { this.digest = Entered.text(digest); }
    public String getRelease() { return release; }
    @DataBoundSetter public void setRelease(String release) { this.release = Entered.text(release); }
    public String getArchive() { return archive; }
    @DataBoundSetter public void setArchive(String archive) { this.archive = Entered.text(archive); }
    public boolean isDemo() { return demo; }
    @DataBoundSetter public void setDemo(boolean demo) { this.demo = demo; }

    @Override StageRequest request() {
        return StageRequest.of(StageId.PRODUCTION).option("--digest", digest).option("--release", release)
                .option("--archive", archive).flag("--demo", demo);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("deployProduction", "Greenlight: deploy to production");
        }
    }
}
