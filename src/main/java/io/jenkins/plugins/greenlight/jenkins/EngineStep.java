package io.jenkins.plugins.greenlight.jenkins;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps share. Each asks the engine for something; null leaves a value to greenlight.yaml. */
public abstract class EngineStep extends Step {
    private String config;
    private Map<String, Object> with;
    private List<String> credentials;
    private String onFailure;

    /** What this step asks for, besides what all share. */
    abstract StageRequest request() throws IOException;

    @Override public final StepExecution start(StepContext context) throws IOException {
        return new EngineExecution(context, request().over(with).credentials(credentials).onFailure(onFailure).option("--config", config));
    }

    public final String getConfig() {
        return config;
    }

    @DataBoundSetter public final void setConfig(String config) {
        this.config = Entered.text(config);
    }

    public final Map<String, Object> getWith() {
        return with;
    }

    @DataBoundSetter public final void setWith(Map<String, Object> with) {
        this.with = with == null ? null : new LinkedHashMap<>(with);
    }

    public final List<String> getCredentials() {
        return credentials;
    }

    @DataBoundSetter public final void setCredentials(List<String> credentials) {
        this.credentials = Entered.lines(credentials);
    }

    public final String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter public final void setOnFailure(String onFailure) {
        this.onFailure = Entered.text(onFailure);
    }
}
