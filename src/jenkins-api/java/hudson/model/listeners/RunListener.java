package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class RunListener<R extends Run> implements ExtensionPoint {
    protected RunListener(Class<R> type) { }

    protected RunListener() { }

    public void onCompleted(R r, TaskListener listener) { throw new UnsupportedOperationException(); }

    public void onFinalized(R r) { throw new UnsupportedOperationException(); }

    public void onInitialize(R r) { throw new UnsupportedOperationException(); }

    public void onStarted(R r, TaskListener listener) { throw new UnsupportedOperationException(); }

    public void onDeleted(R r) { throw new UnsupportedOperationException(); }
}
