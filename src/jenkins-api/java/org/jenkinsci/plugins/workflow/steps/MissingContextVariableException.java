package org.jenkinsci.plugins.workflow.steps;

public class MissingContextVariableException extends Exception {
    public MissingContextVariableException(Class<?> type) { }

    public MissingContextVariableException(Class<?> type, StepDescriptor stepDescriptor) { }

    public Class<?> getType() { throw new UnsupportedOperationException(); }
}
