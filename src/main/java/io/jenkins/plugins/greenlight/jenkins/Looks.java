package io.jenkins.plugins.greenlight.jenkins;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that look after running engines: an agent that hangs must not hold those that all of Jenkins shares. */
final class Looks {
    private static final int THREADS = 10;
    private static final ScheduledThreadPoolExecutor POOL = pool();

    private Looks() { }

    static void in(long millis, Runnable look) {
        POOL.schedule(look, millis, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor pool() {
        var pool = new ScheduledThreadPoolExecutor(THREADS, work -> {
            var thread = new Thread(work, "greenlight");
            thread.setDaemon(true);
            return thread;
        });
        pool.setKeepAliveTime(1, TimeUnit.MINUTES);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
