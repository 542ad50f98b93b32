package io.jenkins.plugins.greenlight.jenkins;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code rollbackProduction()}: the previous release, which still runs, is live again. */
public final class RollbackProductionStep extends EngineStep {
    @DataBoundConstructor public RollbackProductionStep() { }

    @Override StageRequest request() {
        return StageRequest.rollback();
    }

    /** Its name in a Pipeline. */
    @Extension public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super("rollbackProduction", "Greenlight: roll back production");
        }
    }
}
