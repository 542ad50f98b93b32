package io.jenkins.plugins.greenlight.port;

import java.time.Duration;

/** Lets time pass between two looks at the world. */
@FunctionalInterface
public interface Pause {
    void pause(Duration duration) throws InterruptedException;
}
