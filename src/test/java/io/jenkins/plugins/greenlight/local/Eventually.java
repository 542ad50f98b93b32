package io.jenkins.plugins.greenlight.local;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what must come to be. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() { }

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            Thread.sleep(5);
        }
    }
}
