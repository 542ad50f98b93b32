package io.jenkins.plugins.greenlight.jenkins;

import io.jenkins.plugins.greenlight.stage.StageId;
import org.kohsuke.stapler.DataBoundSetter;

/** What the two deployments of an image share. */
public abstract class DeployStep extends EngineStep {
    private final StageId stage;
    private String digest;
    private String release;
    private String archive;
    private boolean demo;

    DeployStep(StageId stage) {
        this.stage = stage;
    }

    public final String getDigest() { return digest; }
    @DataBoundSetter public final void setDigest(String digest) { this.digest = Entered.text(digest); }
    public final String getRelease() { return release; }
    @DataBoundSetter public final void setRelease(String release) { this.release = Entered.text(release); }
    public final String getArchive() { return archive; }
    @DataBoundSetter public final void setArchive(String archive) { this.archive = Entered.text(archive); }
    public final boolean isDemo() { return demo; }
    @DataBoundSetter public final void setDemo(boolean demo) { this.demo = demo; }

    @Override final StageRequest request() {
        return StageRequest.of(stage).option("--digest", digest).option("--release", release).option("--archive", archive).flag("--demo", demo);
    }
}
