package org.jenkinsci.plugins.workflow.log;

import hudson.model.BuildListener;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

public abstract class TaskListenerDecorator implements Serializable {
    public TaskListenerDecorator() { }

    public abstract OutputStream decorate(OutputStream out) throws IOException, InterruptedException;

    public static TaskListenerDecorator merge(TaskListenerDecorator taskListenerDecorator,
            TaskListenerDecorator taskListenerDecorator2) {
        throw new UnsupportedOperationException();
    }

    public static BuildListener apply(TaskListener listener, FlowExecutionOwner owner,
            TaskListenerDecorator taskListenerDecorator) {
        throw new UnsupportedOperationException();
    }
}
