package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that WATCHING has seen, and what it comes to: first the router's counters, then our probes, then what others measured.
 * Pure but for {@link Readings}, which ask.
 */
final class Observations {
    final Watch watch;
    final ProbeRecord probes = new ProbeRecord();
    final ProbeTimes times;
    final Alike alike = new Alike();
    final Readings readings;
    private final Plan plan;
    private final Expectations own;
    private int asked;

    Observations(Plan plan, Router.Counters baseline, Readings readings) {
        var settings = plan.settings().watch();
        this.plan = plan;
        this.watch = new Watch(settings, baseline);
        this.times = new ProbeTimes(settings.checks());
        this.readings = readings;
        this.own = new Expectations(settings.checks().all().stream()
                .filter(e -> DeploySettings.WATCHED.measures().containsKey(e.measure())).toList());
    }

    void take(Collection<Probes.Answer> answers) {
        for (var answer : answers) {
            var took = Duration.between(answer.begun(), answer.ended());
            if (answer.way() != Probes.Way.DOOR) {
                alike.add(answer, times.slow(took.toNanos() / 1e6));
            }
            if (answer.way() != Probes.Way.PREVIOUS) {
                asked++;
                probes.add(answer);
                if (answer.ours() || took.compareTo(times.patience().multipliedBy(9).dividedBy(10)) >= 0) {
                    times.add(answer.ended(), took);
                }
            }
        }
    }

    /** What is held against the candidate before its time is up; empty when nothing. */
    Optional<String> against(Instant now) {
        if (watch.isBad()) {
            return Optional.of("is bad: " + sentence(watch.verdict()));
        }
        var probed = probes.against().or(() -> times.against(now.minus(Watch.WINDOW)));
        return probed.isPresent() || !readings.isBad() ? probed : Optional.of("is bad: " + sentence(readings.verdict()));
    }

    /** Takes what was seen lately out of the judgement. */
    void forget(Instant now) {
        watch.forget();
        probes.forget();
        times.forgetSince(now.minus(Watch.WINDOW));
    }

    /**
     * What the router counted decides: too little of it is inconclusive, whatever others say. A silent source beside it is a
     * warning where that is wanted and the rest is well.
     */
    Verdict verdict() {
        var measured = new ArrayList<>(watch.measures().all());
        measured.add(times.p95());
        var first = own.judge(new Measures(measured));
        if (!watch.enough()) {
            first = first.and(Verdict.of(Check.inconclusive("samples", watch.total() + " counted", ">= "
                    + plan.settings().watch().minSamples(), "See that the router counts what it sends there.")));
        }
        boolean hold = plan.settings().watch().onUnknown() == DeploySettings.OnUnknown.HOLD && first.outcome() == Outcome.PASSED;
        return first.and(hold ? readings.verdict().under(MissingPolicy.WARN) : readings.verdict());
    }

    /** Whether it failed by so few that they may be a blip: more samples will tell. */
    boolean failedByFew() {
        return verdict().checks().stream().filter(check -> check.outcome() == Outcome.FAILED).allMatch(check ->
                check.name().equals("errors") && watch.failed() < Watch.FEW || check.name().equals(ProbeTimes.P95) && times.slow() < Watch.FEW);
    }

    Measures measures() {
        var all = new ArrayList<>(watch.measures().all());
        all.add(Measure.count("elsewhere", watch.elsewhere()));
        all.add(Measure.count("probes", asked));
        all.add(times.p95());
        all.addAll(readings.measures());
        return new Measures(all);
    }

    /** What a reader of the report must know beside the checks; empty or begins with a separator. */
    String remarks() {
        var silent = readings.silent();
        return (watch.elsewhere() > 0 ? "; the router, not Greenlight, took " + watch.elsewhere() + " requests away from "
                + plan.candidate() + " after it had failed them" : "")
                + (silent.isEmpty() ? "" : "; not measured: " + String.join(", ", silent));
    }

    static String sentence(Verdict verdict) {
        return verdict.checks().isEmpty() ? "nothing was to be checked" : verdict.checks().stream().map(check -> check.name() + " "
                + check.measured() + " (required " + check.required() + ")").collect(Collectors.joining(", "));
    }
}
