package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Judges a candidate by what the router counted since users were sent to it. Pure: told of every look, asked after it. */
final class Watch {
    /** Old good answers must not dilute new errors: only so much of the past counts for the quick no. */
    static final Duration WINDOW = Duration.ofSeconds(3);

    /** Fewer failures than this may be a blip of the switch itself; they count in the final verdict. */
    static final int FEW = 5;
    /** We ask the front door all the time: counters that stand for longer count nothing any more. */
    private static final Duration STILL = Duration.ofSeconds(1);
    /** With each some failures may be lost. */
    private static final int MOST_RESTARTS = 2;
    private static final Router.Counters ZERO = new Router.Counters(0, 0, 0, 0, 0);

    private final DeploySettings.Watch settings;
    private final LookWindow looks = new LookWindow(WINDOW);
    private Router.Counters last;
    private long total;
    private long failed;
    private long elsewhere;
    /** Of the total, since the router began to count. */
    private long unbroken;
    private int restarts;
    private Instant moved = Instant.EPOCH;
    private Instant asked = Instant.EPOCH;

    /** @param baseline the counters just before users were sent there */
    Watch(DeploySettings.Watch settings, Router.Counters baseline) {
        this.settings = settings;
        this.last = baseline;
    }

    /** Numbers that nobody can have counted are no look. A router that was started again counts from the beginning. */
    void look(Instant at, Router.Counters now) {
        asked = at;
        if (!CounterSteps.possible(now)) {
            return;
        }
        if (CounterSteps.wentBack(last, now)) {
            last = ZERO;
            unbroken = 0;
            restarts++;
        }
        looks.begin(at, total, failed);
        long more = now.total() - last.total();
        moved = more > 0 ? at : moved;
        total += more;
        unbroken += more;
        failed += now.failed() - last.failed();
        elsewhere += now.elsewhere() - last.elsewhere();
        last = now;
        looks.add(at, total, failed);
    }

    /** The router did not say. */
    void lookInVain(Instant at) {
        asked = at;
    }

    /** Takes what the window holds out of the count: it was not the candidate's fault. */
    void forget() {
        total -= looks.total();
        failed -= looks.failed();
        looks.restart(asked, total, failed);
    }

    /** Requests the candidate got since the switch, without those forgotten. */
    long total() {
        return total;
    }

    long failed() {
        return failed;
    }

    /** Of them those that the router took away from it. */
    long elsewhere() {
        return elsewhere;
    }

    /** Whether the router counted at all and counts still: one that stands still while it is asked proves nothing. */
    boolean enough() {
        return total >= settings.minSamples() && counts(unbroken);
    }

    /** As {@link #enough}, with what was forgotten. */
    boolean countedEnough() {
        return counts(unbroken);
    }

    private boolean counts(long since) {
        var several = settings.interval().multipliedBy(3);
        return since >= settings.minSamples() && restarts <= MOST_RESTARTS
                && Duration.between(moved, asked).compareTo(several.compareTo(STILL) > 0 ? several : STILL) <= 0;
    }

    /** Whether enough was seen, since the switch or lately, to say already that it is bad. */
    boolean isBad() {
        return bad(total, failed) || bad(looks.total(), looks.failed());
    }

    /** The share of errors in percent of the window; empty without requests. */
    OptionalDouble lately() {
        return looks.total() == 0 ? OptionalDouble.empty() : OptionalDouble.of(percent(looks.failed(), looks.total()));
    }

    /** Over all since the switch; INCONCLUSIVE while there are fewer than the samples asked for. */
    Verdict verdict() {
        return settings.checks().judge(measures());
    }

    Measures measures() {
        return enough() ? measures(total, failed) : new Measures(List.of(Measure.missing("errors", Unit.PERCENT),
                Measure.count("requests", total)));
    }

    private boolean bad(long all, long bad) {
        return all >= settings.minSamples() && bad >= FEW
                && errorsOnly().judge(measures(all, bad)).checks().stream().anyMatch(c -> c.outcome() == Outcome.FAILED);
    }

    /** A count of requests may still grow; only the share of errors can be a quick no. */
    private Expectations errorsOnly() {
        return new Expectations(settings.checks().all().stream().filter(e -> e.measure().equals("errors")).toList());
    }

    private static Measures measures(long all, long bad) {
        var errors = all == 0 ? OptionalDouble.empty() : OptionalDouble.of(percent(bad, all));
        return new Measures(List.of(new Measure("errors", Unit.PERCENT, errors), Measure.count("requests", all)));
    }

    /** Great numbers round to a little more than all. */
    private static double percent(long part, long all) {
        return Math.min(100, 100.0 * part / all);
    }
}
