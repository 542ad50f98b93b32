package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.gate.Measures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks the secondary source now and then, waits for it never, and believes no number that is not of now. */
final class Readings {
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Duration AT_THE_END = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);
    /** So often in a row a no is a quick no. */
    private static final int SURE = 2;

    private final Evidence evidence;
    private final Plan plan;
    private final Clock clock;
    private final Instant switched;
    private final Expectations checks;
    private Optional<CompletableFuture<List<Evidence.Reading>>> pending = Optional.empty();
    private Instant begun;
    private boolean begunAtTheEnd;
    private boolean told;
    private List<Measure> measures;
    private final List<String> silent = new ArrayList<>();
    private int bad;

    Readings(Evidence evidence, Plan plan, Clock clock, Instant switched) {
        this.evidence = evidence;
        this.plan = plan;
        this.clock = clock;
        this.switched = switched;
        this.begun = switched;
        var names = queries().stream().map(DeploySettings.Query::name).toList();
        this.checks = new Expectations(plan.settings().watch().checks().all().stream().filter(e -> names.contains(e.measure())).toList());
        this.measures = queries().stream().map(query -> Measure.missing(query.name(), query.unit())).toList();
    }

    private List<DeploySettings.Query> queries() {
        return plan.settings().watch().metrics().map(DeploySettings.Metrics::queries).orElse(List.of());
    }

    /** @param atTheEnd whether the watch is over as soon as it has been said how things stand */
    void look(boolean atTheEnd) throws InterruptedException {
        if (queries().isEmpty()) {
            return;
        }
        var now = clock.instant();
        if (pending.isPresent() && (pending.get().isDone() || now.isAfter(begun.plus(PATIENCE)))) {
            take(pending.get());
            pending = Optional.empty();
        }
        boolean due = !now.isBefore(begun.plus(atTheEnd ? AT_THE_END : BETWEEN)) || atTheEnd && !begunAtTheEnd;
        if (pending.isEmpty() && due) {
            begun = now;
            begunAtTheEnd = atTheEnd;
            pending = Optional.of(evidence.ask(new Evidence.Question(plan.settings().watch().metrics().orElseThrow(), plan.candidate().id(),
                    plan.slot(), Duration.between(switched, now))));
            if (pending.get().isDone()) {
                take(pending.get());
                pending = Optional.empty();
            }
        }
    }

    private void take(CompletableFuture<List<Evidence.Reading>> answer) {
        boolean readable = answer.isDone() && !answer.isCompletedExceptionally();
        var readings = readable ? answer.join() : List.<Evidence.Reading>of();
        silent.clear();
        measures = queries().stream().map(query -> measure(query, readings)).toList();
        told = begunAtTheEnd;
        bad = verdict().outcome() == Outcome.FAILED ? bad + 1 : 0;
    }

    private Measure measure(DeploySettings.Query query, List<Evidence.Reading> readings) {
        var reading = readings.stream().filter(one -> one.measure().name().equals(query.name()) && one.measure().unit() == query.unit()).findFirst()
                .orElse(Evidence.Reading.missing(query, "there was no answer"));
        var why = reading.why().isEmpty() ? old(reading) : reading.why();
        if (why.isEmpty() && reading.measure().value().isPresent()) {
            return reading.measure();
        }
        silent.add(query.name() + ": " + (why.isEmpty() ? "there was no number" : why));
        return Measure.missing(query.name(), query.unit());
    }

    /** Why its age makes it worthless; empty when it is of now. */
    private String old(Evidence.Reading reading) {
        var now = clock.instant();
        var maxAge = plan.settings().watch().metrics().orElseThrow().maxAge();
        if (reading.newest().isEmpty()) {
            return "nothing says of when it is";
        }
        var age = Duration.between(reading.newest().get(), now);
        if (age.compareTo(CLOCKS_DIFFER_BY.negated()) < 0) {
            return "it is of the future, " + age.negated().toSeconds() + " s from now";
        }
        if (reading.newest().get().isBefore(switched)) {
            return "its newest sample is of before the switch, " + age.toSeconds() + " s old";
        }
        return age.compareTo(maxAge) > 0 ? "its newest sample is " + age.toSeconds() + " s old" : "";
    }

    /** Whether it was asked after the watch was over, or need not be. */
    boolean complete() {
        return queries().isEmpty() || told;
    }

    boolean isBad() {
        return bad >= SURE;
    }

    List<Measure> measures() {
        return measures;
    }

    /** What was not said, each with why. */
    List<String> silent() {
        return List.copyOf(silent);
    }

    /** No check at all when none names a measure of this source. */
    Verdict verdict() {
        return checks.judge(new Measures(measures));
    }
}
