package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;

/** Counts over reloads: each worker begins at 0, the sum never goes back. What a worker counted after the last look is lost. */
final class Tally {
    private static final Counters NOTHING = new Counters(0, 0, 0, 0, 0, 0);

    private long pid = -1;
    private Counters before = NOTHING;
    private Counters last = NOTHING;

    synchronized Counters since(long worker, Counters now) {
        if (worker != pid || now.total() < last.total()) {
            before = plus(before, last);
            pid = worker;
        }
        last = now;
        return plus(before, now);
    }

    /** Those open now are the second's. */
    private static Counters plus(Counters one, Counters two) {
        return new Counters(one.answers() + two.answers(), one.serverErrors() + two.serverErrors(),
                one.connectErrors() + two.connectErrors(), one.resets() + two.resets(), two.open(),
                one.elsewhere() + two.elsewhere());
    }
}
