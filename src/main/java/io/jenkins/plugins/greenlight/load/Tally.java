package io.jenkins.plugins.greenlight.load;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** Counts what became of every recorded request. Lives on one thread; its size does not grow with the requests. */
final class Tally {
    private static final int MAX_RELEASES = 16;
    private static final int MAX_ID_LENGTH = 64;
    private static final double[] PERCENTS = {0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99,
        99.999};

    private final Schedule schedule;
    private final LoadPlan plan;
    private final Histogram latencies;
    private final Course course;
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<String, Long> releases = new LinkedHashMap<>();
    private long good;
    private long otherReleases;
    private long withoutRelease;

    Tally(LoadPlan plan, Schedule schedule) {
        this.plan = plan;
        this.schedule = schedule;
        long longest = plan.warmup().plus(plan.duration()).plus(plan.timeout().multipliedBy(3)).plusSeconds(1).toNanos();
        latencies = new Histogram(longest, 3);
        course = new Course(schedule.intended(schedule.warm()), plan.duration(), new Histogram(longest, 3));
        for (var kind : ErrorKind.values()) {
            errors.put(kind, 0L);
        }
    }

    /** @param release the header's value; null for none */
    void answered(long arrival, long now, int status, String release) {
        if (status < 400) {
            course.good(now);
        }
        if (!schedule.recorded(arrival)) {
            return;
        }
        count(release, status);
        if (status < 400) {
            good++;
            record(now - schedule.intended(arrival), now);
        } else {
            statuses.merge(status, 1L, Long::sum);
            failed(arrival, now, ErrorKind.STATUS);
        }
    }

    void failed(long arrival, long now, ErrorKind kind) {
        if (schedule.recorded(arrival)) {
            errors.merge(kind, 1L, Long::sum);
            course.failed(now);
            record(Math.max(plan.timeout().toNanos(), now - schedule.intended(arrival)), now);
        }
    }

    private void record(long nanos, long now) {
        long kept = Math.min(nanos, latencies.getHighestTrackableValue());
        latencies.recordValue(kept);
        course.latency(kept, now);
    }

    private void count(String release, int status) {
        if (release == null) {
            withoutRelease += status < 400 ? 1 : 0;
            return;
        }
        String id = release.length() > MAX_ID_LENGTH ? release.substring(0, MAX_ID_LENGTH) : release;
        if (releases.containsKey(id) || releases.size() < MAX_RELEASES) {
            releases.merge(id, 1L, Long::sum);
        } else {
            otherReleases++;
        }
    }

    long good() {
        return good;
    }

    long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    LoadResult result() {
        return new LoadResult(good + failed(), good, errors, statuses, good == 0 ? Optional.empty() : Optional.of(latency()),
                course.goodInTime() / (plan.duration().toNanos() / 1e9), course.spans(), quantiles(),
                new LoadResult.Releases(releases, otherReleases, withoutRelease));
    }

    /** No finer than the requests are many: the last is the slowest of all. */
    private List<LoadResult.Quantile> quantiles() {
        if (good == 0) {
            return List.of();
        }
        double slowest = 100 - 100.0 / latencies.getTotalCount();
        return DoubleStream.concat(DoubleStream.of(PERCENTS).filter(percent -> percent < slowest), DoubleStream.of(slowest))
                .mapToObj(percent -> new LoadResult.Quantile(percent,
                        percent == slowest ? latencies.getMaxValue() / 1e6 : percentile(percent))).toList();
    }

    private LoadResult.Latency latency() {
        return new LoadResult.Latency(percentile(50), percentile(90), percentile(95), percentile(99),
                latencies.getMaxValue() / 1e6, latencies.getMean() / 1e6);
    }

    private double percentile(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }
}
