package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import io.jenkins.plugins.greenlight.stage.StageId;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code coverageGate checks: ['line >= 80%']}. */
public final class CoverageGateStep extends GateStep {
    @DataBoundConstructor public CoverageGateStep() {
        super(StageId.COVERAGE);
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("coverageGate", "Greenlight: coverage gate");
        }
    }
}
