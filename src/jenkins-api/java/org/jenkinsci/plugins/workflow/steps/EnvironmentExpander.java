package org.jenkinsci.plugins.workflow.steps;

import hudson.EnvVars;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

public abstract class EnvironmentExpander implements Serializable {
    public EnvironmentExpander() { }

    public abstract void expand(EnvVars environment) throws IOException, InterruptedException;

    public Set<String> getSensitiveVariables() { throw new UnsupportedOperationException(); }

    public static EnvironmentExpander constant(Map<String, String> map) { throw new UnsupportedOperationException(); }

    public static EnvironmentExpander merge(EnvironmentExpander environmentExpander,
            EnvironmentExpander environmentExpander2) {
        throw new UnsupportedOperationException();
    }

    public static EnvVars getEffectiveEnvironment(EnvVars environment, EnvVars environment2,
            EnvironmentExpander environmentExpander) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public static EnvVars getEffectiveEnvironment(EnvVars environment, EnvVars environment2,
            EnvironmentExpander environmentExpander, StepContext context, TaskListener listener) throws IOException,
            InterruptedException {
        throw new UnsupportedOperationException();
    }
}
