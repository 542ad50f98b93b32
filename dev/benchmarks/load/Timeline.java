package benchmarks.load;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Who was to answer when. */
final class Timeline {
    private final List<Switch> switches;

    Timeline(List<Switch> switches) {
        this.switches = switches.stream().sorted(Comparator.comparingLong(Switch::begun)).toList();
    }

    /** The last one reported before; -1 for none. */
    private int reportedBefore(long micros) {
        int last = -1;
        for (int low = 0, high = switches.size() - 1; low <= high; ) {
            int middle = (low + high) / 2;
            if (switches.get(middle).reported() < micros) {
                last = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return last;
    }

    /**
     * Sent after a switch was reported and answered by another release than that one, and than those of later switches
     * that had begun before its end. Before the first switch nothing is stale.
     */
    boolean isStale(Exchange exchange) {
        int last = reportedBefore(exchange.sent());
        if (last < 0 || exchange.release().isEmpty() || exchange.status() == 0 || !exchange.kind().isRouted()) {
            return false;
        }
        for (int i = last; i < switches.size() && (i == last || switches.get(i).begun() <= exchange.done()); i++) {
            if (switches.get(i).release().equals(exchange.release())) {
                return false;
            }
        }
        return true;
    }

    /** A WebSocket may end with its release, once users were reported to be on another. */
    boolean isRetired(Exchange exchange) {
        int last = reportedBefore(exchange.done());
        return exchange.outcome() == Outcome.CLOSED && last >= 0 && !switches.get(last).release().equals(exchange.release());
    }

    boolean isLost(Exchange exchange) {
        return exchange.outcome() == Outcome.LOST || exchange.outcome() == Outcome.CLOSED && !isRetired(exchange);
    }

    /** One for each switch but the first. */
    List<Flip> flips(List<Exchange> exchanges) {
        var routed = exchanges.stream().filter(e -> e.kind().isRouted() && e.status() > 0)
                .sorted(Comparator.comparingLong(Exchange::sent)).toList();
        return IntStream.range(1, switches.size()).mapToObj(i -> flip(i, routed)).toList();
    }

    private Flip flip(int index, List<Exchange> routed) {
        var switched = switches.get(index);
        long end = index + 1 < switches.size() ? switches.get(index + 1).begun() : Long.MAX_VALUE;
        var old = switches.get(index - 1).release();
        long lastOld = switched.begun();
        long firstNew = Long.MAX_VALUE;
        for (int i = from(routed, switched.begun()); i < routed.size() && routed.get(i).sent() < end; i++) {
            var exchange = routed.get(i);
            if (exchange.release().equals(switched.release())) {
                firstNew = Math.min(firstNew, exchange.done());
            } else if (exchange.release().equals(old)) {
                lastOld = exchange.sent();
            }
        }
        var seen = firstNew == Long.MAX_VALUE ? OptionalLong.empty()
                : OptionalLong.of(Math.max(lastOld, firstNew) - switched.begun());
        return new Flip(switched, old, seen);
    }

    /** The first one sent no earlier. */
    private static int from(List<Exchange> sorted, long micros) {
        int low = 0;
        for (int high = sorted.size(); low < high; ) {
            int middle = (low + high) / 2;
            if (sorted.get(middle).sent() < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
