package org.jenkinsci.plugins.workflow.steps;

import com.google.common.base.Function;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.Serializable;
import java.util.function.Consumer;

public abstract class StepExecution implements Serializable {
    private final StepContext context;

    protected StepExecution() { context = null; }

    protected StepExecution(StepContext context) { this.context = context; }

    public StepContext getContext() { return context; }

    public abstract boolean start() throws Exception;

    public void stop(Throwable throwable) throws Exception { throw new UnsupportedOperationException(); }

    public void onResume() { throw new UnsupportedOperationException(); }

    public String getStatus() { throw new UnsupportedOperationException(); }

    public boolean blocksRestart() { throw new UnsupportedOperationException(); }

    public static ListenableFuture<?> acceptAll(Consumer<StepExecution> consumer) {
        throw new UnsupportedOperationException();
    }

    public static ListenableFuture<?> applyAll(Function<StepExecution, Void> function) {
        throw new UnsupportedOperationException();
    }

    public static <T extends StepExecution> ListenableFuture<?> acceptAll(Class<T> type, Consumer<T> consumer) {
        throw new UnsupportedOperationException();
    }

    public static <T extends StepExecution> ListenableFuture<?> applyAll(Class<T> type, Function<T, Void> function) {
        throw new UnsupportedOperationException();
    }
}
