package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code deployStaging digest: image.digest, release: image.release}. */
public final class DeployStagingStep extends DeployStep {
    @DataBoundConstructor public DeployStagingStep() {
        super(StageId.STAGING);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("deployStaging", "Greenlight: deploy to staging");
        }
    }
}
