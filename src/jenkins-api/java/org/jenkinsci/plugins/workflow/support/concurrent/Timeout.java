package org.jenkinsci.plugins.workflow.support.concurrent;

import java.util.concurrent.TimeUnit;

public class Timeout implements AutoCloseable {
    private Timeout() { }

    public void close() { throw new UnsupportedOperationException(); }

    public static Timeout limit(long number, TimeUnit unit) { throw new UnsupportedOperationException(); }
}
