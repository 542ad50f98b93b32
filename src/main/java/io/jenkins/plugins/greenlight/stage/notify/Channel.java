package io.jenkins.plugins.greenlight.stage.notify;

import java.time.Duration;

/** A way to people that leads out of this host. */
interface Channel {
    /** Its key in greenlight.yaml. */
    String name();

    /** Without any secret. */
    String where();

    Occasions on();

    /** Once.
     * @param left above zero: what may be used of it */
    Tried tell(Duration left) throws InterruptedException;

    /** Ends a try that another thread is in and that does not hear an interrupt. */
    default void abort() { }
}
