package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code loadTest digest: image.digest, release: image.release}. */
public final class LoadTestStep extends EngineStep {
    private String digest;
    private String release;
    private String url;
    private List<String> checks;

    @DataBoundConstructor public LoadTestStep() { }

    public String getDigest() { return digest; }
    @DataBoundSetter public void setDigest(String digest) { this.digest = Entered.text(digest); }
    public String getRelease() { return release; }
    @DataBoundSetter public void setRelease(String release) { this.release = Entered.text(release); }
    public String getUrl() { return url; }
    @DataBoundSetter public void setUrl(String url) { this.url = Entered.text(url); }
    public List<String> getChecks() { return checks; }
    @DataBoundSetter public void setChecks(List<String> checks) { this.checks = Entered.lines(checks); }

    @Override StageRequest request() throws IOException {
        return StageRequest.of(StageId.LOAD).with("url", url).with("checks", checks).option("--digest", digest)
                .option("--release", release);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("loadTest", "Greenlight: load test");
        }
    }
}
