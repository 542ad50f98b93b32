package io.jenkins.plugins.greenlight.jenkins;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** A step's name, and that it needs a workspace on an agent. */
public abstract class EngineStepDescriptor extends StepDescriptor {
    private final String functionName;
    private final String displayName;

    EngineStepDescriptor(String functionName, String displayName) {
        this.functionName = functionName;
        this.displayName = displayName;
    }

    @Override public final String getFunctionName() {
        return functionName;
    }

    @Override public final String getDisplayName() {
        return displayName;
    }

    @Override public final Set<? extends Class<?>> getRequiredContext() {
        return Set.of(FilePath.class, EnvVars.class, Launcher.class, TaskListener.class, Run.class, FlowNode.class);
    }
}
