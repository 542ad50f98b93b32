package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code securityScan reports: ['target/trivy.sarif'], checks: ['critical == 0']}. */
public final class SecurityScanStep extends GateStep {
    @DataBoundConstructor public SecurityScanStep() {
        super(StageId.SECURITY);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("securityScan", "Greenlight: security scan");
        }
    }
}
