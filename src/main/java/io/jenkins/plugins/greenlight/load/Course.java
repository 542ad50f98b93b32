package io.jenkins.plugins.greenlight.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** How latency and throughput went, span by span, by the time at which requests ended. What ends after the
 *  recorded time counts in the last span's latency and errors, and in no throughput. */
final class Course {
    private final long start;
    private final long duration;
    private final long span;
    private final Histogram latencies;
    private final List<LoadResult.Span> spans = new ArrayList<>();
    private long good;
    private long failed;
    private long goodInTime;

    Course(long start, Duration duration, Histogram latencies) {
        this.start = start;
        this.duration = duration.toNanos();
        this.latencies = latencies;
        long seconds = (this.duration + 999_999_999) / 1_000_000_000;
        span = (seconds + LoadResult.MAX_SPANS - 1) / LoadResult.MAX_SPANS * 1_000_000_000L;
    }

    /** Those of the warm-up count too when they come while recording: it is the rate at which answers come in. */
    void good(long now) {
        if (now >= start && now - start < duration) {
            closeSpansBefore(now);
            good++;
            goodInTime++;
        }
    }

    void failed(long now) {
        closeSpansBefore(now);
        failed++;
    }

    void latency(long nanos, long now) {
        closeSpansBefore(now);
        latencies.recordValue(nanos);
    }

    long goodInTime() {
        return goodInTime;
    }

    List<LoadResult.Span> spans() {
        closeSpansBefore(start + duration);
        close();
        return List.copyOf(spans);
    }

    private void closeSpansBefore(long now) {
        while (opened() + span <= now - start && opened() + span < duration) {
            close();
        }
    }

    /** Nanoseconds from the start to the open span's start. */
    private long opened() {
        return spans.size() * span;
    }

    private void close() {
        double seconds = Math.min(span, duration - opened()) / 1e9;
        spans.add(new LoadResult.Span(opened() / 1e9, percentile(50), percentile(95), percentile(99), good / seconds,
                failed / seconds));
        latencies.reset();
        good = 0;
        failed = 0;
    }

    private OptionalDouble percentile(double percent) {
        return latencies.getTotalCount() == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(latencies.getValueAtPercentile(percent) / 1e6);
    }
}
