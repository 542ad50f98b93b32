package org.jenkinsci.plugins.workflow.actions;

import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class ErrorAction implements PersistentAction {
    public ErrorAction(Throwable throwable) { }

    public Throwable getError() { throw new UnsupportedOperationException(); }

    public String getIconFileName() { throw new UnsupportedOperationException(); }

    public String getDisplayName() { throw new UnsupportedOperationException(); }

    public String getUrlName() { throw new UnsupportedOperationException(); }

    public static FlowNode findOrigin(Throwable throwable, FlowExecution execution) {
        throw new UnsupportedOperationException();
    }

    public static boolean equals(Throwable throwable, Throwable throwable2) {
        throw new UnsupportedOperationException();
    }
}
