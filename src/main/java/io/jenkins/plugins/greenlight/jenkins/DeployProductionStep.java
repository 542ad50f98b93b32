package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code deployProduction digest: image.digest, release: image.release}. */
public final class DeployProductionStep extends DeployStep {
    @DataBoundConstructor public DeployProductionStep() {
        super(StageId.PRODUCTION);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("deployProduction", "Greenlight: deploy to production");
        }
    }
}
