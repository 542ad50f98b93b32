package io.jenkins.plugins.greenlight.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run found, its warm-up left out.
 *
 * @param requests   arrivals, sent or not: {@code good} and all errors together
 * @param good       complete answers with a status below 400
 * @param errors     every kind, with 0 where there was none
 * @param statuses   of the {@link ErrorKind#STATUS} errors, by status
 * @param latency    empty when there was no good answer
 * @param throughput good answers per second that came in while the run was recorded
 * @param course     in order, at most {@value #MAX_SPANS}
 * @param quantiles  how the latencies are spread, from the fastest to the slowest; empty when there was no good answer
 */
public record LoadResult(long requests, long good, Map<ErrorKind, Long> errors, Map<Integer, Long> statuses,
                         Optional<Latency> latency, double throughput, List<Span> course, List<Quantile> quantiles,
                         Releases releases) {
    static final int MAX_SPANS = 600;

    public LoadResult {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        statuses = Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
        course = List.copyOf(course);
        quantiles = List.copyOf(quantiles);
    }

    /** Milliseconds from a request's intended start to its complete answer. A request without a good answer
     *  counts as at least the timeout: no failure, fast or slow, makes a latency look better. */
    public record Latency(double p50, double p90, double p95, double p99, double max, double mean) { }

    /** One second of the run, longer ones when it is longer than {@value LoadResult#MAX_SPANS} s.
     *
     * @param start      seconds from the start of recording
     * @param p50        in milliseconds, of what ended in this span; empty when nothing did
     * @param p95        as p50
     * @param p99        as p50
     * @param throughput good answers per second
     * @param errors     per second */
    public record Span(double start, OptionalDouble p50, OptionalDouble p95, OptionalDouble p99, double throughput, double errors) { }

    /** @param percent of all requests took at most {@code millis}; 0 to below 100 */
    public record Quantile(double percent, double millis) { }

    /** Which releases answered.
     *
     * @param seen   answers by release id, any status; at most 16 ids
     * @param others answers with a 17th id or a later one
     * @param none   good answers without an id (an error without one is often a router's own page) */
    public record Releases(Map<String, Long> seen, long others, long none) {
        public Releases {
            seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
        }

        public long answers() {
            return seen.values().stream().mapToLong(Long::longValue).sum() + others + none;
        }
    }

    public long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
