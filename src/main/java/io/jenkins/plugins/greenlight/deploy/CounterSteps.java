package io.jenkins.plugins.greenlight.deploy;

import java.util.stream.LongStream;

/** What two looks at the same counters can have between them. */
final class CounterSteps {
    /** More requests than any router has counted; two such counts can be added without an overflow. */
    private static final long MOST = Long.MAX_VALUE / 16;

    private CounterSteps() { }

    static boolean possible(Router.Counters counters) {
        return LongStream.of(each(counters)).allMatch(count -> count >= 0 && count <= MOST);
    }

    /** Whether any of them is smaller now: whoever counts began anew. */
    static boolean wentBack(Router.Counters before, Router.Counters now) {
        var old = each(before);
        var fresh = each(now);
        for (int i = 0; i < old.length; i++) {
            if (fresh[i] < old[i]) {
                return true;
            }
        }
        return false;
    }

    private static long[] each(Router.Counters counters) {
        return new long[] {counters.answers(), counters.serverErrors(), counters.connectErrors(), counters.resets(), counters.elsewhere()};
    }
}
