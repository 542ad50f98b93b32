package io.jenkins.plugins.greenlight.load;

import java.time.Duration;

/**
 * When each request is meant to start, whatever the answers do. Because arrivals are sent in order, this is also the
 * whole queue: those from the next unsent one to the last due one.
 *
 * @param start    {@link System#nanoTime()} of arrival 0
 * @param warm     arrivals before recording
 * @param arrivals all of them
 */
record Schedule(long start, double perSecond, long warm, long arrivals) {
    static Schedule of(LoadPlan plan, long start) {
        long warm = within(plan.warmup(), plan.perSecond());
        return new Schedule(start, plan.perSecond(), warm, warm + within(plan.duration(), plan.perSecond()));
    }

    /** Arrivals from 0 s on and before {@code duration}; a rounding error makes none. */
    private static long within(Duration duration, double perSecond) {
        return (long) Math.ceil(duration.toNanos() / 1e9 * perSecond - 1e-6);
    }

    /** In {@link System#nanoTime()}. */
    long intended(long arrival) {
        return start + (long) (arrival * 1e9 / perSecond);
    }

    boolean recorded(long arrival) {
        return arrival >= warm;
    }

    /** Arrivals due by now. */
    long due(long now) {
        return now < start ? 0 : Math.min(arrivals, (long) ((now - start) / 1e9 * perSecond) + 1);
    }
}
