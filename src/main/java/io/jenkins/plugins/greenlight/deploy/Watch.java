package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/** Judges a candidate by what the router counted since users were sent to it. Pure: told of every look, asked after it. */
final class Watch {
    /** Old good answers must not dilute new errors: only so much of the past counts for the quick no. */
    private static final Duration WINDOW = Duration.ofSeconds(3);

    /** Fewer failures than this may be a blip of the switch itself; they count in the final verdict. */
    private static final long FEW = 5;
    private static final Router.Counters ZERO = new Router.Counters(0, 0, 0, 0, 0);

    private record Look(Instant at, long total, long failed) { }

    private final DeploySettings.Watch settings;
    private Router.Counters baseline;
    private final Deque<Look> looks = new ArrayDeque<>();

    /** @param baseline the counters just before users were sent there */
    Watch(DeploySettings.Watch settings, Router.Counters baseline) {
        this.settings = settings;
        this.baseline = baseline;
    }

    void look(Instant at, Router.Counters now) {
        if (now.total() < baseline.total() || now.failed() < baseline.failed()) {
            baseline = ZERO; // the router was started again and counts from the beginning
        }
        looks.addLast(new Look(at, now.total() - baseline.total(), now.failed() - baseline.failed()));
        while (looks.size() > 2 && Duration.between(looks.peekFirst().at(), at).compareTo(WINDOW) > 0) {
            looks.removeFirst();
        }
    }

    /** Requests the candidate got since the switch. */
    long total() {
        return looks.isEmpty() ? 0 : looks.peekLast().total();
    }

    boolean enough() {
        return total() >= settings.minSamples();
    }

    /** Whether enough was seen, since the switch or lately, to say already that it is bad. */
    boolean isBad() {
        if (looks.isEmpty()) {
            return false;
        }
        var last = looks.peekLast();
        var first = looks.peekFirst();
        return bad(last.total(), last.failed())
                || last.total() >= first.total() && bad(last.total() - first.total(), last.failed() - first.failed());
    }

    /** Over all since the switch; INCONCLUSIVE while there are fewer than the samples asked for. */
    Verdict verdict() {
        return settings.checks().judge(measures());
    }

    Measures measures() {
        var last = looks.peekLast();
        return last == null || !enough() ? new Measures(List.of(Measure.missing("errors", Unit.PERCENT),
                Measure.count("requests", total()))) : measures(last.total(), last.failed());
    }

    private boolean bad(long total, long failed) {
        return total >= settings.minSamples() && failed >= FEW
                && errorsOnly().judge(measures(total, failed)).checks().stream().anyMatch(c -> c.outcome() == Outcome.FAILED);
    }

    /** A count of requests may still grow; only the share of errors can be a quick no. */
    private Expectations errorsOnly() {
        return new Expectations(settings.checks().all().stream().filter(e -> e.measure().equals("errors")).toList());
    }

    private static Measures measures(long total, long failed) {
        var errors = total == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * failed / total);
        return new Measures(List.of(new Measure("errors", Unit.PERCENT, errors), Measure.count("requests", total)));
    }
}
