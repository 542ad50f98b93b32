package io.jenkins.plugins.greenlight.jenkins;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Asks an engine to end safely, again and again: one that was just being started may not have heard the first. */
final class StopRequests {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private boolean asked;
    private long last;

    void ask(Agent agent) throws IOException, InterruptedException {
        if (!asked || System.nanoTime() - last >= PAUSE_NANOS) {
            agent.askToStop();
            asked = true;
            last = System.nanoTime();
        }
    }
}
