package org.jenkinsci.plugins.workflow.flow;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import java.io.IOException;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

public abstract class FlowExecution {
    public FlowExecution() { }

    public abstract void start() throws IOException;

    public abstract FlowExecutionOwner getOwner();

    public abstract List<FlowNode> getCurrentHeads();

    public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean flag) {
        throw new UnsupportedOperationException();
    }

    public ListenableFuture<List<StepExecution>> getCurrentExecutions() { throw new UnsupportedOperationException(); }

    public abstract boolean isCurrentHead(FlowNode flowNode);

    public String getUrl() throws IOException { throw new UnsupportedOperationException(); }

    public abstract void interrupt(Result result, CauseOfInterruption... causeOfInterruption) throws IOException,
            InterruptedException;

    public boolean isComplete() { throw new UnsupportedOperationException(); }

    public boolean blocksRestart() { throw new UnsupportedOperationException(); }

    public final Throwable getCauseOfFailure() { throw new UnsupportedOperationException(); }

    public abstract FlowNode getNode(String text) throws IOException;

    public Authentication getAuthentication2() { throw new UnsupportedOperationException(); }
}
