package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.FutureCallback;
import java.io.Serializable;

public abstract class BodyExecutionCallback implements Serializable {
    public BodyExecutionCallback() { }

    public void onStart(StepContext context) { throw new UnsupportedOperationException(); }

    public abstract void onSuccess(StepContext context, Object object);

    public abstract void onFailure(StepContext context, Throwable throwable);

    public static BodyExecutionCallback wrap(FutureCallback<Object> futureCallback) {
        throw new UnsupportedOperationException();
    }
}
