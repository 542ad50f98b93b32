package io.jenkins.plugins.greenlight.deploy;

import java.util.HashSet;
import java.util.Set;

/**
 * Somebody wants this engine to end. Once asked, it stays asked. Whoever moves users looks here between two acts and is never
 * interrupted, for that would tear writes and calls; what may be torn runs {@link #interruptibly}.
 */
public final class StopSignal {
    private final Set<Thread> tearable = new HashSet<>();
    private boolean asked;

    /** What may end in the middle and leaves nothing behind then. */
    public interface Work<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    public synchronized boolean asked() {
        return asked;
    }

    /** Safe to repeat. */
    public synchronized void ask() {
        asked = true;
        tearable.forEach(Thread::interrupt);
    }

    /** The thread's interrupt is used up when this returns.
     * @throws InterruptedException when a stop was asked for before, or the work failed after it was */
    public <T, E extends Exception> T interruptibly(Work<T, E> work) throws E, InterruptedException {
        enter();
        try {
            return work.run();
        } catch (Exception e) {
            if (!asked()) {
                throw e;
            }
            var stopped = new InterruptedException("A stop was asked for in the middle of it.");
            stopped.addSuppressed(e);
            throw stopped;
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws InterruptedException {
        if (asked) {
            throw new InterruptedException("A stop was asked for before it began.");
        }
        tearable.add(Thread.currentThread());
    }

    private synchronized void leave() {
        tearable.remove(Thread.currentThread());
        if (asked) {
            Thread.interrupted();
        }
    }
}
