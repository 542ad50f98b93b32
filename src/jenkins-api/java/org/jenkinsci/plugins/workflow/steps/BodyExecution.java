package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.Collection;
import java.util.concurrent.Future;
import jenkins.model.CauseOfInterruption;

public abstract class BodyExecution implements Future<Object>, Serializable {
    public BodyExecution() { }

    public abstract Collection<StepExecution> getCurrentExecutions();

    public boolean cancel(CauseOfInterruption... causeOfInterruption) { throw new UnsupportedOperationException(); }

    public boolean cancel(boolean flag) { throw new UnsupportedOperationException(); }

    public boolean cancel(Throwable throwable) { throw new UnsupportedOperationException(); }
}
