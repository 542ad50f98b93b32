package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.List;
import jenkins.model.CauseOfInterruption;

public final class FlowInterruptedException extends InterruptedException {
    private final Result result;
    private final boolean actual;
    private final List<CauseOfInterruption> causes;

    public FlowInterruptedException(Result result, CauseOfInterruption... causeOfInterruption) {
        this(result, true, causeOfInterruption);
    }

    public FlowInterruptedException(Result result, boolean flag, CauseOfInterruption... causeOfInterruption) {
        this.result = result; actual = flag; causes = java.util.List.of(causeOfInterruption);
    }

    public Result getResult() { return result; }

    public List<CauseOfInterruption> getCauses() { return causes; }

    public boolean isActualInterruption() { return actual; }

    public void setActualInterruption(boolean flag) { throw new UnsupportedOperationException(); }

    public String getMessage() { return result.toString(); }

    public void handle(Run<?, ?> run, TaskListener listener) { throw new UnsupportedOperationException(); }
}
