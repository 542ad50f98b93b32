package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.FutureCallback;
import java.util.Collection;

public abstract class BodyInvoker {
    public BodyInvoker() { }

    public abstract BodyInvoker withContext(Object object);

    public BodyInvoker withContexts(Object... object) { throw new UnsupportedOperationException(); }

    public BodyInvoker withContexts(Collection<?> collection) { throw new UnsupportedOperationException(); }

    public abstract BodyInvoker withDisplayName(String text);

    public abstract BodyInvoker withCallback(BodyExecutionCallback bodyExecutionCallback);

    public final BodyInvoker withCallback(FutureCallback<Object> futureCallback) {
        throw new UnsupportedOperationException();
    }

    public abstract BodyExecution start();
}
