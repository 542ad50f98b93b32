package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long our probes waited for the candidate. One that was never answered waited for as long as it was given. */
final class ProbeTimes {
    static final String P95 = "p95";
    /** With fewer a 95th percentile is the slowest one, and says little. */
    private static final int ENOUGH = 20;
    private static final int ENOUGH_LATELY = 10;
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMillis(1_500);

    private record Time(Instant at, double millis) { }

    private final Expectations checks;
    private final List<Time> times = new ArrayList<>();

    /** @param checks those of {@code p95} are held against the times */
    ProbeTimes(Expectations checks) {
        this.checks = new Expectations(checks.all().stream().filter(e -> e.measure().equals(P95)).toList());
    }

    /** How long a probe may take: a hang must be found well within {@link Watch#WINDOW}, and who asks for no speed gets time. */
    Duration patience() {
        var limit = checks.all().stream().mapToDouble(e -> e.limit() * Unit.MILLIS.factor(e.spelling()).orElse(1.0)).max();
        if (limit.isEmpty()) {
            return LONGEST;
        }
        double millis = Math.max(1.5 * limit.getAsDouble(), Math.min(LONGEST.toMillis(), Math.max(SHORTEST.toMillis(), 3 * limit.getAsDouble())));
        return Duration.ofMillis((long) Math.min(millis, Duration.ofMinutes(1).toMillis()));
    }

    void add(Instant ended, Duration took) {
        times.add(new Time(ended, Math.max(0, took.toNanos() / 1e6)));
    }

    /** Takes those since then out of the count. */
    void forgetSince(Instant from) {
        times.removeIf(time -> !time.at().isBefore(from));
    }

    /** What those since then say already against the candidate; empty when nothing. */
    Optional<String> against(Instant from) {
        var lately = new ArrayList<Time>();
        for (int i = times.size() - 1; i >= 0 && !times.get(i).at().isBefore(from); i--) {
            lately.add(times.get(i));
        }
        boolean slow = lately.size() >= ENOUGH_LATELY && slow(percentile(lately))
                && lately.stream().filter(time -> slow(time.millis())).count() >= Watch.FEW;
        return slow ? Optional.of("is slow: p95 " + Unit.MILLIS.format(percentile(lately)) + " over the last " + lately.size() + " probes")
                : Optional.empty();
    }

    /** Those that alone would miss a check. */
    long slow() {
        return checks.all().isEmpty() ? 0 : times.stream().filter(time -> slow(time.millis())).count();
    }

    boolean slow(double millis) {
        return checks.judge(Measures.of(Measure.of(P95, Unit.MILLIS, millis))).checks().stream()
                .anyMatch(check -> check.outcome() == Outcome.FAILED);
    }

    /** In milliseconds; missing below 20 probes. */
    Measure p95() {
        return times.size() < ENOUGH ? Measure.missing(P95, Unit.MILLIS) : Measure.of(P95, Unit.MILLIS, percentile(times));
    }

    /** The smallest that 95 of 100 do not exceed. */
    private static double percentile(List<Time> of) {
        var sorted = of.stream().mapToDouble(Time::millis).sorted().toArray();
        return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }
}
