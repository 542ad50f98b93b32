package benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What came of the requests of one kind; ok + errors + wrong + lost + retired = requests. Latencies are from the moment
 * the schedule wanted a request to the end of its answer, of those that were answered; empty when none was.
 *
 * @param errors  answers from 500 on that name their release: its own
 * @param retired WebSockets, or frames on them, that ended because their release was not the live one any more
 */
public record Count(long requests, long ok, long errors, long wrong, long lost, long retired, OptionalLong p50Micros,
                    OptionalLong p99Micros) {
    static Count of(List<Exchange> exchanges, Timeline timeline) {
        var latencies = exchanges.stream().filter(e -> e.status() > 0).mapToLong(e -> e.done() - e.intended()).sorted().toArray();
        return new Count(exchanges.size(), number(exchanges, Outcome.OK), number(exchanges, Outcome.ERROR),
                number(exchanges, Outcome.WRONG),
                exchanges.stream().filter(timeline::isLost).count(), exchanges.stream().filter(timeline::isRetired).count(),
                percentile(latencies, 50), percentile(latencies, 99));
    }

    private static long number(List<Exchange> exchanges, Outcome outcome) {
        return exchanges.stream().filter(e -> e.outcome() == outcome).count();
    }

    /** The smallest value that at least so many percent do not exceed; empty for none. */
    public static OptionalLong percentile(long[] values, int percent) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? OptionalLong.empty()
                : OptionalLong.of(sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)]);
    }
}
